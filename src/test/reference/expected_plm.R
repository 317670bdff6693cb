# What R computes on the teaching panels: plm (within, random effects, Hausman), lm with dummies, sandwich (robust and
# clustered covariances), lmtest (joint Wald). Writes src/test/resources/expected/plm.json with 17 digits.
# Run in the project's root, after export_panels.R:  Rscript src/test/reference/expected_plm.R

suppressMessages({library(plm); library(sandwich)})

panel <- function(name) read.csv(file.path("src/test/resources/panels", paste0(name, ".csv")))
panels <- list(
  gasoline  = list(data = panel("gasoline"), id = "country", time = "year",
                   formula = lgaspcar ~ lincomep + lrpmg + lcarpcap),
  crime     = list(data = panel("crime"), id = "county", time = "year",
                   formula = log(crmrte) ~ log(prbarr) + log(prbconv) + log(polpc) + log(density)),
  seatbelts = list(data = na.omit(panel("seatbelts")), id = "state", time = "year",
                   formula = log(fatalities) ~ seatbelt + speed65 + speed70 + drinkage + alcohol + log(income) + age),
  hedonic   = list(data = panel("hedonic"), id = "townid", time = NULL,
                   formula = mv ~ crim + zn + indus + chas + nox + rm + age + dis + rad + tax + ptratio + blacks + lstat))

json <- function(x) {
  if (is.list(x)) return(paste0(if (is.null(names(x))) "[" else "{", paste(collapse = ",\n", if (is.null(names(x))) sapply(x, json)
    else paste0("\"", names(x), "\": ", sapply(x, json))), if (is.null(names(x))) "]" else "}"))
  if (is.character(x)) return(paste0("\"", x, "\""))
  if (is.na(x)) "null" else if (is.integer(x)) format(x) else sprintf("%.17g", x)
}
text <- function(f, effects = NULL) {
  line <- paste(deparse(f, width.cutoff = 500), collapse = " ")
  if (length(effects)) paste(line, "|", paste(effects, collapse = " + ")) else line
}

# Estimates beside errors, t (or z, df = Inf) statistics, p-values and 95 % bounds.
terms <- function(b, v, df) {
  lapply(setNames(seq_along(b), names(b)), function(i) {
    se <- sqrt(v[i, i]); t <- b[[i]] / se; q <- qt(.975, df)
    list(estimate = b[[i]], error = se, statistic = t, p = 2 * pt(-abs(t), df), low = b[[i]] - q * se, high = b[[i]] + q * se)
  })
}
case <- function(name, p, by, effects, vcov, b, v, df, fit) {
  c(list(panel = name, by = by, formula = text(p$formula, effects), vcov = vcov, df = if (is.finite(df)) df else NA), fit,
    list(terms = terms(b, v, df)))
}

cases <- list(); tests <- list()
add <- function(...) cases[[length(cases) + 1]] <<- case(...)

# Effects as dummies, before the slopes, so that a regressor they explain is the one that goes. K counts every dummy, which
# is what iid and HC1 ask for.
dummies <- function(p, effects) {
  f <- p$formula
  if (length(effects)) f[[3]] <- str2lang(paste(paste0("factor(", effects, ")", collapse = " + "), "+", deparse1(f[[3]])))
  lm(f, p$data)
}
pooled_and_fixed <- function(name, p) {
  for (effects in c(list(NULL), list(p$id), if (!is.null(p$time)) list(p$time, c(p$id, p$time)))) {
    m <- dummies(p, effects)
    keep <- !is.na(coef(m)) & !grepl("^factor\\(", names(coef(m)))
    if (length(effects)) keep <- keep & names(coef(m)) != "(Intercept)"
    keep <- names(coef(m))[keep]
    within <- if (length(effects)) {
      y <- residuals(lm(update(p$formula, paste(". ~", paste0("factor(", effects, ")", collapse = " + "))), p$data))
      1 - deviance(m) / sum(y^2)
    } else NA
    fit <- list(n = nobs(m), rss = deviance(m), r2 = summary(m)$r.squared, r2Adjusted = summary(m)$adj.r.squared, r2Within = within)
    put <- function(vcov, v, df, by) add(name, p, by, effects, vcov, coef(m)[keep], v[keep, keep, drop = FALSE], df, fit)
    put("iid", vcov(m), df.residual(m), "R lm")
    put("robust", vcovHC(m, type = "HC1"), df.residual(m), "R lm and sandwich vcovHC HC1")
    if (!length(effects)) for (g in c(p$id, p$time)) {
      put(paste0("cluster(", g, ")"), vcovCL(m, cluster = p$data[[g]], type = "HC1", cadjust = TRUE),
          length(unique(p$data[[g]])) - 1, "R lm and sandwich vcovCL HC1")
    }
  }
}

random <- function(name, p, effect) {
  data <- pdata.frame(p$data, index = c(p$id, p$time))
  kind <- if (effect == p$id) "individual" else "time"
  m <- plm(p$formula, data, model = "random", effect = kind, random.method = "swar")
  theta <- range(unlist(m$ercomp$theta))
  s <- m$ercomp$sigma2
  fit <- list(estimator = "random", effect = effect, components = "swar", n = nobs(m), rss = deviance(m),
              idiosyncratic = s[["idios"]], individual = s[[2]], thetaMin = theta[1], thetaMax = theta[2])
  # In an unbalanced panel plm correlates columns whose means differ by group; ours compares with the constant alone.
  if (is.pbalanced(data)) fit$r2 <- unname(summary(m)$r.squared["rsq"])
  put <- function(vcov, v, by) add(name, p, by, NULL, vcov, coef(m), v, Inf, fit)
  put("iid", vcov(m), "plm random swar")
  put("robust", vcovHC(m, method = "white1", type = "HC1"), "plm random swar, vcovHC white1 HC1")
  put(paste0("cluster(", effect, ")"), vcovHC(m, method = "arellano", type = "sss",
      cluster = if (kind == "individual") "group" else "time"), "plm random swar, vcovHC arellano sss")
}

hausman <- function(name, p, effect) {
  data <- pdata.frame(p$data, index = c(p$id, p$time))
  kind <- if (effect == p$id) "individual" else "time"
  fe <- plm(p$formula, data, model = "within", effect = kind)
  re <- plm(p$formula, data, model = "random", effect = kind, random.method = "swar")
  pool <- plm(p$formula, data, model = "pooling")
  common <- intersect(names(coef(fe)), names(coef(re)))
  lowest <- min(eigen((vcov(fe) - vcov(re)[common, common]), symmetric = TRUE)$values)
  h <- phtest(fe, re); f <- pFtest(fe, pool)
  tests[[length(tests) + 1]] <<- list(test = "hausman", panel = name, by = "plm phtest", formula = text(p$formula), effect = effect,
    statistic = h$statistic[[1]], df1 = h$parameter[[1]], p = h$p.value[[1]], lowestEigenvalue = lowest)
  tests[[length(tests) + 1]] <<- list(test = "poolability", panel = name, by = "plm pFtest", formula = text(p$formula), effect = effect,
    statistic = f$statistic[[1]], df1 = f$parameter[[1]], df2 = f$parameter[[2]], p = f$p.value[[1]])
}

for (name in names(panels)) {
  p <- panels[[name]]
  pooled_and_fixed(name, p)
  for (effect in c(p$id, if (name == "gasoline") p$time)) { random(name, p, effect); hausman(name, p, effect) }
}

# Wald tests: one coefficient equal in independent groups (contrasts against the first), and two coefficients both zero.
regions <- split(panels$crime$data, panels$crime$data$region)
for (effects in list(NULL, "county")) {
  fits <- lapply(regions, function(rows) dummies(within(panels$crime, data <- rows), effects))
  b <- sapply(fits, function(m) coef(m)[["log(polpc)"]])
  v <- sapply(fits, function(m) vcovHC(m, type = "HC1")["log(polpc)", "log(polpc)"])
  contrast <- cbind(-1, diag(length(b) - 1))
  w <- drop(t(contrast %*% b) %*% solve(contrast %*% diag(v) %*% t(contrast)) %*% (contrast %*% b))
  tests[[length(tests) + 1]] <- list(test = "equal", panel = "crime", by = "R lm and sandwich vcovHC HC1, contrasts",
    formula = text(panels$crime$formula, effects), groups = "region", term = "log(polpc)", vcov = "robust",
    statistic = w, df1 = length(b) - 1, p = pchisq(w, length(b) - 1, lower.tail = FALSE))
}
large <- dummies(panels$crime, NULL)
small <- lm(log(crmrte) ~ log(prbarr) + log(prbconv), panels$crime$data)
w <- lmtest::waldtest(large, small, vcov = function(m) vcovHC(m, type = "HC1"))
tests[[length(tests) + 1]] <- list(test = "joint", panel = "crime", by = "lmtest waldtest, sandwich vcovHC HC1",
  formula = text(panels$crime$formula), vcov = "robust", terms = list("log(polpc)", "log(density)"),
  statistic = w$F[2], df1 = 2L, df2 = w$Res.Df[1], p = w$`Pr(>F)`[2])

# One-way within by plm itself, as a second opinion on the dummies.
for (name in c("gasoline", "crime", "seatbelts")) {
  p <- panels[[name]]
  for (kind in c("individual", "time", "twoways")) {
    effects <- switch(kind, individual = p$id, time = p$time, twoways = c(p$id, p$time))
    m <- plm(p$formula, pdata.frame(p$data, index = c(p$id, p$time)), model = "within", effect = kind)
    add(name, p, "plm within", effects, "iid", coef(m), vcov(m), df.residual(m),
        list(n = nobs(m), rss = deviance(m), r2Within = unname(summary(m)$r.squared["rsq"])))
  }
}

versions <- c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
              sapply(c("plm", "sandwich", "lmtest"), function(x) as.character(packageVersion(x)), simplify = FALSE))
writeLines(json(list(versions = versions, cases = unname(cases), tests = unname(tests))), "src/test/resources/expected/plm.json")

# What R computes of panel estimators and specification tests on the teaching panels: plm (random effects by every method, between,
# first differences, tests), lm and sandwich (errors), and matrix algebra where plm has no number of its own or another one.
# Writes src/test/resources/expected/panel.json with 17 digits.
# Run in the project's root, after export_panels.R:  Rscript src/test/reference/expected_panel.R

suppressMessages({library(plm); library(sandwich)})

read <- function(name) read.csv(file.path("src/test/resources/panels", paste0(name, ".csv")))
# where: the rows, as Spark's SQL and as R understand them
panels <- list(
  gasoline = list(panel = "gasoline", where = "true", data = read("gasoline"), id = "country", time = "year",
                  formula = lgaspcar ~ lincomep + lrpmg + lcarpcap),
  crime = list(panel = "crime", where = "true", data = read("crime"), id = "county", time = "year",
               formula = log(crmrte) ~ log(prbarr) + log(prbconv) + log(polpc) + log(density)),
  seatbelts = list(panel = "seatbelts", where = "true", data = na.omit(read("seatbelts")), id = "state", time = "year",
                   formula = log(fatalities) ~ speed65 + drinkage + log(income) + age),
  gaps = list(panel = "crime", where = "not (year = 84 and county < 50) and not (year = 82 and county > 150)",
              data = subset(read("crime"), !(year == 84 & county < 50) & !(year == 82 & county > 150)), id = "county", time = "year",
              formula = log(crmrte) ~ log(prbarr) + log(prbconv) + log(polpc) + log(density)))
panels$seatbelts$where <- "seatbelt is not null"

json <- function(x) {
  if (is.list(x)) return(paste0(if (is.null(names(x))) "[" else "{", paste(collapse = ",\n", if (is.null(names(x))) sapply(x, json)
    else paste0("\"", names(x), "\": ", sapply(x, json))), if (is.null(names(x))) "]" else "}"))
  if (is.character(x)) return(paste0("\"", x, "\""))
  if (is.na(x)) "null" else if (is.integer(x)) format(x) else sprintf("%.17g", x)
}
text <- function(f) paste(deparse(f, width.cutoff = 500), collapse = " ")

cases <- list(); tests <- list()
terms <- function(b, v) lapply(setNames(seq_along(b), names(b)), function(i) list(estimate = b[[i]], error = sqrt(v[i, i])))
case <- function(p, estimator, by, effect, vcov, b, v, ...) {
  cases[[length(cases) + 1]] <<- c(list(panel = p$panel, where = p$where, formula = text(p$formula), estimator = estimator, by = by,
    effect = as.list(effect), vcov = vcov), list(...), list(terms = terms(b, v)))
}
test <- function(p, name, by, statistic, df1 = NA, df2 = NA, pvalue = NA, effect = p$id) {
  tests[[length(tests) + 1]] <<- list(test = name, panel = p$panel, where = p$where, formula = text(p$formula), unit = p$id,
    time = p$time, effect = as.list(effect), by = by, statistic = statistic[[1]], df1 = df1[[1]], df2 = df2[[1]], p = pvalue[[1]])
}
htest <- function(p, name, by, h, effect = p$id) {
  df <- as.numeric(h$parameter); if (length(df) > 2 || !length(df)) df <- NA
  test(p, name, by, h$statistic, df[1], if (length(df) > 1) df[2] else NA, if (is.null(h$p.value)) NA else h$p.value, effect)
}

design <- function(p) {
  mf <- model.frame(p$formula, p$data)
  list(y = model.response(mf), X = model.matrix(p$formula, mf), id = p$data[[p$id]], time = p$data[[p$time]])
}

# Generalised least squares with the whole matrix of variances, s2[1] of the errors, then of each effect.
gls <- function(y, X, effects, s2) {
  omega <- diag(length(y))
  for (e in seq_along(effects)) omega <- omega + s2[[e + 1]] / s2[[1]] * outer(effects[[e]], effects[[e]], "==")
  XO <- t(X) %*% solve(omega)
  b <- drop(solve(XO %*% X, XO %*% y)); u <- y - X %*% b
  rss <- drop(t(u) %*% solve(omega) %*% u)
  list(b = b, v = solve(XO %*% X) * rss / (nrow(X) - ncol(X)), rss = rss)
}

# Nerlove's variances from dummies, where plm's fixed effects of two ways in an unbalanced panel are not those of least squares.
nerlove <- function(d) {
  m <- lm(d$y ~ d$X[, -1] + factor(d$id) + factor(d$time))
  b <- coef(m)
  level <- function(pattern, g) {
    a <- c(0, b[grepl(pattern, names(b), fixed = TRUE)]); w <- as.numeric(table(g)); n <- length(a)
    sum(w * (a - weighted.mean(a, w))^2) / length(g) * n / (n - 1)
  }
  c(deviance(m) / length(d$y), level("factor(d$id)", d$id), level("factor(d$time)", d$time))
}

random <- function(p) {
  data <- pdata.frame(p$data, index = c(p$id, p$time)); d <- design(p)
  for (method in c("swar", "walhus", "amemiya", "nerlove")) for (kind in c("individual", "time", "twoways")) {
    effect <- switch(kind, individual = p$id, time = p$time, twoways = c(p$id, p$time))
    s2 <- ercomp(p$formula, data, effect = kind, method = method)$sigma2
    by <- "plm ercomp, and matrix algebra"
    if (method == "nerlove" && kind == "twoways" && !is.pbalanced(data)) { s2 <- nerlove(d); by <- "lm with dummies, and matrix algebra" }
    m <- gls(d$y, d$X, lapply(effect, function(g) p$data[[g]]), s2)
    case(p, "random", by, effect, "iid", m$b, m$v, method = method, rss = m$rss, idiosyncratic = s2[[1]], first = s2[[2]],
         second = if (length(s2) > 2) s2[[3]] else NA)
    if (kind != "twoways" || is.pbalanced(data)) {
      plm <- plm(p$formula, data, model = "random", effect = kind, random.method = method)
      fit <- if (is.pbalanced(data)) list(r2 = unname(summary(plm)$r.squared["rsq"])) else list()
      put <- function(vcov, v, by) do.call(case, c(list(p, "random", by, effect, vcov, coef(plm), v, method = method), fit))
      put("iid", vcov(plm), "plm random")
      if (method %in% c("amemiya", "nerlove")) next
      put("robust", vcovHC(plm, method = "white1", type = "HC1"), "plm random, vcovHC white1 HC1")
      for (g in c("group", "time")) put(paste0("cluster(", if (g == "group") p$id else p$time, ")"),
        vcovHC(plm, method = "arellano", type = "sss", cluster = g), "plm random, vcovHC arellano sss")
    }
  }
}

averages <- function(d, by) {
  mean <- function(x) unname(tapply(x, by, base::mean))
  list(y = mean(d$y), X = apply(d$X, 2, mean))
}
between <- function(p) {
  data <- pdata.frame(p$data, index = c(p$id, p$time)); d <- averages(design(p), p$data[[p$id]])
  m <- lm(d$y ~ d$X - 1); names <- colnames(d$X)
  named <- function(v) { dimnames(v) <- list(names, names); v }
  plm <- plm(p$formula, data, model = "between")
  fit <- list(n = length(d$y), rss = deviance(m), r2 = unname(summary(plm)$r.squared["rsq"]))
  put <- function(vcov, v, by) do.call(case, c(list(p, "between", by, p$id, vcov, setNames(coef(m), names), v), fit))
  put("iid", vcov(plm)[names, names], "plm between")
  put("robust", named(vcovHC(m, type = "HC1")), "lm of means and sandwich HC1")
  put("hc3", named(vcovHC(m, type = "HC3")), "lm of means and sandwich HC3")
  if (p$panel == "crime") {
    region <- tapply(p$data$region, p$data[[p$id]], function(x) x[1])
    put("cluster(region)", named(vcovCL(m, cluster = region, type = "HC1", cadjust = TRUE)), "lm of means and sandwich vcovCL HC1")
  }
}

# Differences to the row before; over one step of the calendar only, unless all are asked for.
differences <- function(p, all) {
  o <- order(p$data[[p$id]], p$data[[p$time]]); d <- design(p); n <- length(o)
  later <- o[-1]; before <- o[-n]
  keep <- d$id[later] == d$id[before] & (all | d$time[later] - d$time[before] == 1)
  later <- later[keep]; before <- before[keep]
  X <- cbind("(Intercept)" = 1, d$X[later, -1, drop = FALSE] - d$X[before, -1, drop = FALSE])
  list(y = d$y[later] - d$y[before], X = X, id = d$id[later], time = d$time[later])
}
differenced <- function(p) {
  for (gaps in c("calendar", "adjacent")) {
    d <- differences(p, gaps == "adjacent"); m <- lm(d$y ~ d$X - 1); names <- colnames(d$X)
    named <- function(v) { dimnames(v) <- list(names, names); v }
    fit <- list(gaps = gaps, n = length(d$y), rss = deviance(m), r2 = 1 - deviance(m) / sum((d$y - mean(d$y))^2))
    put <- function(vcov, v, by) do.call(case, c(list(p, "fd", by, p$id, vcov, setNames(coef(m), names), v), fit))
    put("iid", named(vcov(m)), "lm of differences")
    put(paste0("cluster(", p$id, ")"), named(vcovCL(m, cluster = d$id, type = "HC1", cadjust = TRUE)), "lm of differences and sandwich vcovCL HC1")
  }
  plm <- plm(p$formula, pdata.frame(p$data, index = c(p$id, p$time)), model = "fd")
  case(p, "fd", "plm fd", p$id, "iid", coef(plm), vcov(plm), gaps = "adjacent")
}

# Random effects with the means of each unit beside the regressors; variances by Swamy and Arora: within residuals, and the
# weighted regression of means.
mundlak <- function(p) {
  d <- design(p); X <- d$X[, -1, drop = FALSE]; id <- d$id; n <- length(unique(id))
  M <- apply(X, 2, ave, id); colnames(M) <- paste0("mean(", colnames(X), ")")
  s2e <- deviance(lm(d$y ~ X + factor(id))) / (length(id) - n - ncol(X))
  Z <- cbind(1, M); first <- !duplicated(id); sizes <- as.numeric(table(id)[as.character(id[first])])
  r <- lm(ave(d$y, id)[first] ~ Z[first, ] - 1, weights = sizes)
  S <- rowsum(Z, id)
  trace <- sum(diag(solve(crossprod(Z)) %*% crossprod(S)))
  s2u <- (deviance(r) - (n - ncol(Z)) * s2e) / (length(id) - trace)
  all <- cbind("(Intercept)" = 1, X, M); m <- gls(d$y, all, list(id), c(s2e, s2u))
  case(p, "mundlak", "matrix algebra", p$id, "iid", m$b, m$v, rss = m$rss, idiosyncratic = s2e, first = s2u)
  k <- colnames(M); w <- drop(t(m$b[k]) %*% solve(m$v[k, k]) %*% m$b[k])
  test(p, "mundlak", "matrix algebra", w, ncol(M), NA, pchisq(w, ncol(M), lower.tail = FALSE))
}

# The auxiliary regression with the quasi-demeaned column of ones; in a balanced panel that of plm.
auxiliary <- function(p) {
  d <- design(p); id <- d$id; data <- pdata.frame(p$data, index = c(p$id, p$time))
  s2 <- ercomp(p$formula, data)$sigma2
  theta <- 1 - sqrt(s2[[1]] / (s2[[1]] + s2[[2]] * as.numeric(table(id)[as.character(id)])))
  W <- apply(d$X[, -1], 2, function(x) x - ave(x, id))
  y <- d$y - theta * ave(d$y, id); Q <- apply(d$X, 2, function(x) x - theta * ave(x, id))
  m <- lm(y ~ Q + W - 1); k <- (ncol(Q) + 1):(ncol(Q) + ncol(W))
  put <- function(name, v) {
    h <- drop(t(coef(m)[k]) %*% solve(v[k, k]) %*% coef(m)[k])
    test(p, name, "lm and sandwich", h, length(k), NA, pchisq(h, length(k), lower.tail = FALSE))
  }
  put("aux", vcov(m))
  put("aux cluster none", vcovCL(m, cluster = id, type = "HC0", cadjust = FALSE))
  if (p$panel == "gasoline") htest(p, "aux", "plm phtest", phtest(p$formula, data = data, method = "aux"))
}

lagrange <- function(p, pooled) {
  for (type in c("bp", "honda", "kw")) for (kind in c("individual", "time", "twoways")) {
    effect <- switch(kind, individual = p$id, time = p$time, twoways = c(p$id, p$time))
    htest(p, type, "plm plmtest", plmtest(pooled, effect = kind, type = type), effect)
  }
  htest(p, "ghm", "plm plmtest", plmtest(pooled, effect = "twoways", type = "ghm"), c(p$id, p$time))
  htest(p, "pwtest", "plm pwtest", pwtest(pooled))
  htest(p, "pwtest", "plm pwtest", pwtest(pooled, effect = "time"), p$time)
  for (kind in c("ar", "re", "j")) htest(p, paste("pbsy", kind), "plm pbsytest", pbsytest(pooled, test = kind))
}

serial <- function(p, pooled, within) {
  for (order in 1:2) {
    htest(p, paste("bg stacked within", order), "plm pbgtest", pbgtest(within, order = order))
    htest(p, paste("bg stacked pooled", order), "plm pbgtest", pbgtest(pooled, order = order))
  }
  d <- design(p); o <- order(d$id, d$time); e <- residuals(lm(d$y ~ d$X[, -1] + factor(d$id)))
  W <- apply(d$X[, -1], 2, function(x) x - ave(x, d$id))
  lagged <- numeric(length(e)); n <- length(o)
  same <- d$id[o[-1]] == d$id[o[-n]]
  lagged[o[-1][same]] <- e[o[-n][same]]
  h <- n * sum(fitted(lm(e ~ W + lagged - 1))^2) / sum(e^2)
  test(p, "bg units within 1", "lm, lags within units", h, 1, NA, pchisq(h, 1, lower.tail = FALSE))
  test(p, "dw stacked within", "plm pdwtest", pdwtest(within)$statistic)
  test(p, "dw units within", "plm pbnftest", sum((e[o[-1]][same] - e[o[-n]][same])^2) / sum(e^2))
  htest(p, "pwartest", "plm pwartest", pwartest(within))
  data <- pdata.frame(p$data, index = c(p$id, p$time))
  for (h0 in c("fd", "fe")) htest(p, paste("pwfdtest", h0), "plm pwfdtest", pwfdtest(plm(p$formula, data, model = "fd"), h0 = h0))
}

dependence <- function(p, within) {
  data <- pdata.frame(p$data, index = c(p$id, p$time))
  for (kind in c("cd", "lm", "sclm", "bcsclm")) htest(p, kind, "plm pcdtest", suppressWarnings(pcdtest(within, test = kind)))
  if (p$panel == "gasoline") for (kind in c("cd", "lm", "sclm")) htest(p, paste(kind, "by unit"), "plm pcdtest", pcdtest(p$formula, data = data, test = kind))
}

variances <- function(p) {
  d <- design(p); e2 <- residuals(lm(d$y ~ d$X[, -1] + factor(d$id)))^2
  s <- tapply(e2, d$id, mean); size <- table(d$id)
  v <- tapply((e2 - ave(e2, d$id))^2, d$id, sum) / (size * (size - 1))
  w <- sum((s - mean(e2))^2 / v)
  test(p, "groupwise", "matrix algebra", w, length(s), NA, pchisq(w, length(s), lower.tail = FALSE))
}

slopes <- function(p) {
  d <- design(p)
  each <- lapply(split(seq_along(d$y), d$id), function(i) lm(d$y[i] ~ d$X[i, -1]))
  rss <- sum(sapply(each, deviance)); df <- sum(sapply(each, df.residual))
  for (kind in c("pooled", "within")) {
    m <- if (kind == "pooled") lm(d$y ~ d$X[, -1]) else lm(d$y ~ d$X[, -1] + factor(d$id))
    q <- df.residual(m) - df; f <- (deviance(m) - rss) / q / (rss / df)
    test(p, paste("chow", kind), "lm of each unit", f, q, df, pf(f, q, df, lower.tail = FALSE))
  }
}

for (name in names(panels)) {
  p <- panels[[name]]
  random(p); between(p); differenced(p); mundlak(p); auxiliary(p)
  data <- pdata.frame(p$data, index = c(p$id, p$time))
  pooled <- plm(p$formula, data, model = "pooling"); within <- plm(p$formula, data, model = "within"); means <- plm(p$formula, data, model = "between")
  htest(p, "hausman fe be", "plm phtest", phtest(within, means))
  htest(p, "hausman re be", "plm phtest", phtest(plm(p$formula, data, model = "random"), means))
  htest(p, "pFtest", "plm pFtest", pFtest(within, pooled))
  for (method in c("swar", "walhus", "nerlove")) {
    htest(p, paste("hausman", method), "plm phtest", phtest(within, plm(p$formula, data, model = "random", random.method = method)))
    if (is.pbalanced(data)) htest(p, paste("hausman twoways", method), "plm phtest",
      phtest(plm(p$formula, data, model = "within", effect = "twoways"),
             plm(p$formula, data, model = "random", effect = "twoways", random.method = method)), c(p$id, p$time))
  }
  lagrange(p, pooled)
  dependence(p, within); variances(p)
  if (name != "gaps") serial(p, pooled, within)
  if (name == "gasoline") slopes(p)
}

# Linear restrictions under a clustered covariance: F with the clusters' degrees of freedom.
crime <- panels$crime; m <- lm(crime$formula, crime$data)
v <- vcovCL(m, cluster = crime$data$county, type = "HC1", cadjust = TRUE); df <- length(unique(crime$data$county)) - 1
wald <- function(name, R, r) {
  off <- R %*% coef(m) - r; f <- drop(t(off) %*% solve(R %*% v %*% t(R)) %*% off) / nrow(R)
  test(crime, name, "lm and sandwich vcovCL HC1", f, nrow(R), df, pf(f, nrow(R), df, lower.tail = FALSE))
}
wald("wald log(prbarr) = 2 * log(prbconv) - 0.1", rbind(c(0, 1, -2, 0, 0)), -0.1)
wald("wald log(polpc) + log(density)/2 = 1; (Intercept) = -3", rbind(c(0, 0, 0, 1, .5), c(1, 0, 0, 0, 0)), c(1, -3))

versions <- c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
              sapply(c("plm", "sandwich"), function(x) as.character(packageVersion(x)), simplify = FALSE))
writeLines(json(list(versions = versions, cases = unname(cases), tests = unname(tests))), "src/test/resources/expected/panel.json")

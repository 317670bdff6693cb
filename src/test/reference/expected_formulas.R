# What R's lm computes of terms that formulas write in one word: polynomials, factors, interactions, lags. Lags are looked up by
# matching unit and year, so that a gap in the years gives no value. Writes the simulated panel with gaps
# src/test/resources/panels/gaps.csv and src/test/resources/expected/formulas.json with 17 digits.
# Run in the project's root:  Rscript src/test/reference/expected_formulas.R

set.seed(20240611)
panel <- expand.grid(year = 2000:2010, unit = sprintf("u%02d", 1:14), stringsAsFactors = FALSE)
panel$region <- c("east", "north", "south coast")[(as.integer(sub("u", "", panel$unit)) %% 3) + 1]
n <- nrow(panel)
effect <- rnorm(14)[as.integer(sub("u", "", panel$unit))]
panel$treat <- round(pmax(0, effect) * 4) / 4
panel$x <- round(rnorm(n) + effect / 2 + (panel$year - 2005) / 10, 6)
panel$z <- round(runif(n, -2, 2), 6)
panel$w <- round(exp(rnorm(n) / 2), 6)
panel$y <- round(1 + panel$x - panel$x^2 / 5 + panel$z / 2 + log(panel$w) + effect + rnorm(n), 6)
panel$y2 <- round(2 - panel$x + panel$z + rnorm(n), 6)
panel$x[sample(n, 5)] <- NA
panel$y2[sample(n, 7)] <- NA
panel <- panel[sample(n, n - 24), c("unit", "region", "year", "treat", "x", "z", "w", "y", "y2")]
write.csv(panel, "src/test/resources/panels/gaps.csv", row.names = FALSE, na = "", quote = FALSE)
panel <- read.csv("src/test/resources/panels/gaps.csv", na.strings = "")

# The value of the same unit so many years before; later if negative.
l <- function(v, k = 1) v[match(paste(panel$unit, panel$year - k), paste(panel$unit, panel$year))]
f <- function(v, k = 1) l(v, -k)
d <- function(v, k = 1) v - l(v, k)
year <- factor(panel$year); region <- factor(panel$region); unit <- factor(panel$unit)
dummies <- function(g, ref) sapply(setdiff(levels(g), ref), function(level) as.numeric(g == level))
cells <- function(a, b) { # levels of a run faster; only cells that occur
  pairs <- expand.grid(a = levels(a), b = levels(b), stringsAsFactors = FALSE)
  m <- mapply(function(i, j) as.numeric(a == i & b == j), pairs$a, pairs$b)
  colnames(m) <- paste0(pairs$a, "|", pairs$b); m[, colSums(m) > 0]
}
levels_of <- function(name, g, ref = NULL, tail = "") paste0(name, "::", setdiff(levels(g), ref), tail)
by_level <- function(g, v, ref = NULL) dummies(g, ref) * v
attach(panel[c("treat", "x", "z", "w", "y", "y2")])

json <- function(x) {
  if (is.list(x)) return(paste0(if (is.null(names(x))) "[" else "{", paste(collapse = ",\n", if (is.null(names(x))) sapply(x, json)
    else paste0("\"", names(x), "\": ", sapply(x, json))), if (is.null(names(x))) "]" else "}"))
  if (is.character(x)) return(paste0("\"", x, "\""))
  if (is.na(x)) "null" else if (is.integer(x)) format(x) else sprintf("%.17g", x)
}
cases <- list()
# The formula as we write it, R's model, and our names of its slopes; factors of effects are dropped from R's.
add <- function(formula, model, names, effects = FALSE) {
  m <- lm(model)
  keep <- !(effects & (grepl("^unit", names(coef(m))) | names(coef(m)) == "(Intercept)"))
  stopifnot(!anyNA(coef(m)), sum(keep) == length(names))
  b <- coef(m)[keep]; se <- sqrt(diag(vcov(m)))[keep]
  cases[[length(cases) + 1]] <<- list(panel = "gaps", by = "R lm", formula = formula, vcov = "iid", df = m$df.residual,
    n = as.integer(nobs(m)), rss = deviance(m), r2 = summary(m)$r.squared,
    terms = lapply(setNames(seq_along(b), names), function(i) list(estimate = b[[i]], error = se[[i]])))
}
one <- "(Intercept)"; years <- levels_of("year", year, "2000"); regions <- levels_of("region", region, "east")

add("y ~ poly(z, 3) + w", y ~ poly(z, 3) + w, c(one, paste0("poly(z, 3)", 1:3), "w"))
add("y ~ poly(log(w), 2)", y ~ poly(log(w), 2), c(one, paste0("poly(log(w), 2)", 1:2)))
add("y ~ poly(z, 3, raw) + w", y ~ poly(z, 3, raw = TRUE) + w, c(one, paste0("poly(z, 3, raw)", 1:3), "w"))
add("y ~ poly(z, 2):w", y ~ I(poly(z, 2) * w), c(one, paste0("poly(z, 2)", 1:2, ":w")))
add("y ~ poly(w, 2) | unit", y ~ unit + poly(w, 2), paste0("poly(w, 2)", 1:2), TRUE)
add("y ~ x*z + I(x / w) + w^2 + sqrt(w)", y ~ x + z + x:z + I(x / w) + I(w^2) + sqrt(w),
    c(one, "x", "z", "I(x / w)", "w^2", "sqrt(w)", "x:z"))
add("y ~ 2 * x + w / 100 + exp(z) + abs(z)", y ~ I(2 * x) + I(w / 100) + exp(z) + abs(z),
    c(one, "2 * x", "w / 100", "exp(z)", "abs(z)"))
add("y ~ i(year) + x", y ~ year + x, c(one, years, "x"))
add("y ~ x + i(year, ref = 2003)", y ~ x + dummies(year, "2003"), c(one, "x", levels_of("year", year, "2003")))
add("y ~ i(year, ref = c(2003, 2004))", y ~ dummies(year, c("2003", "2004")), c(one, levels_of("year", year, c("2003", "2004"))))
add("y ~ i(region) + i(year)", y ~ region + year, c(one, regions, years))
add("y ~ 0 + i(region) + x", y ~ 0 + region + x, c(levels_of("region", region), "x"))
add("y ~ 0 + i(region) + i(year)", y ~ 0 + region + year, c(levels_of("region", region), years))
add("y ~ i(region, ref = \\\"south coast\\\")", y ~ dummies(region, "south coast"), c(one, levels_of("region", region, "south coast")))
add("y ~ i(region):z", y ~ by_level(region, z), c(one, levels_of("region", region, tail = ":z")))
add("y ~ z*i(region)", y ~ z + region + by_level(region, z, "east"), c(one, "z", regions, paste0("z:", regions)))
add("y ~ i(region, z)", y ~ by_level(region, z), c(one, levels_of("region", region, tail = ":z")))
add("y ~ i(year, z, ref = 2005) | unit", y ~ unit + by_level(year, z, "2005"), levels_of("year", year, "2005", ":z"), TRUE)
add("y ~ i(year, treat, ref = 2005) + i(year) | unit", y ~ unit + by_level(year, treat, "2005") + year,
    c(levels_of("year", year, "2005", ":treat"), years), TRUE)
both <- cells(year, region)
named <- sub("(.*)\\|(.*)", "year::\\1:region::\\2", colnames(both))
add("y ~ 0 + i(year, region)", y ~ 0 + both, named)
add("y ~ 0 + z + i(region, i.year)", y ~ 0 + z + both[, order(sub(".*\\|", "", colnames(both)))],
    c("z", sub("(.*)\\|(.*)", "region::\\2:year::\\1", colnames(both))[order(sub(".*\\|", "", colnames(both)))]))
add("y ~ poly(z, 2)*i(region)", y ~ poly(z, 2) * region,
    c(one, p <- paste0("poly(z, 2)", 1:2), regions, paste0(rep(p, 2), ":", rep(regions, each = 2))))

add("y ~ l(x, 1)", y ~ l(x), c(one, "l(x, 1)"))
add("y ~ x + l(x, 1:2) | unit", y ~ unit + x + l(x, 1) + l(x, 2), c("x", "l(x, 1)", "l(x, 2)"), TRUE)
add("y ~ l(x, -1:1)", y ~ f(x) + x + l(x), c(one, "f(x, 1)", "x", "l(x, 1)"))
add("d(y) ~ d(x) + f(z)", d(y) ~ d(x) + f(z), c(one, "d(x)", "f(z, 1)"))
add("d(log(w)) ~ l(log(w), 1) + d(z, 2)", d(log(w)) ~ l(log(w)) + d(z, 2), c(one, "l(log(w), 1)", "d(z, 2)"))
add("y ~ d(d(z)) + l(d(x), 1)", y ~ d(d(z)) + l(d(x)), c(one, "d(d(z))", "l(d(x), 1)"))
add("y ~ l(x, c(1, 3)):z + log(l(w, 1))", y ~ I(l(x) * z) + I(l(x, 3) * z) + log(l(w)), c(one, "l(x, 1):z", "l(x, 3):z", "log(l(w, 1))"))
add("y ~ l(x / w, 1) + I(z - l(z, 2))", y ~ l(x / w) + I(z - l(z, 2)), c(one, "l(x / w, 1)", "I(z - l(z, 2))"))
lagged <- l(z); used <- !is.na(lagged); lag_curve <- matrix(NA, length(z), 2); lag_curve[used, ] <- poly(lagged[used], 2)
add("y ~ poly(l(z, 1), 2) + i(region)", y ~ lag_curve + region, c(one, paste0("poly(l(z, 1), 2)", 1:2), regions))

writeLines(json(list(versions = list(R = paste(R.version$major, R.version$minor, sep = ".")), cases = cases)),
           "src/test/resources/expected/formulas.json")

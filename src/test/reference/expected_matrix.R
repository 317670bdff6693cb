# What plm itself computes of the matrix in expected_matrix.py: models without effects, with those of places, and with those of places
# and years. Writes src/test/resources/expected/matrix_plm.json, laid out as the Python script's file.
#
# Run in the project's root, after expected_covariances.py:
#     Rscript src/test/reference/expected_matrix.R

suppressPackageStartupMessages({
  library(plm)
  library(jsonlite)
})

rows <- read.csv("src/test/resources/panels/places.csv")
rows$before <- rows$x[match(paste(rows$place, rows$year - 1), paste(rows$place, rows$year))]
counts <- paste0("count::", 2:4)
models <- list(
  list("y ~ x + z", y ~ x + z, c("(Intercept)", "x", "z"), "pooling", "individual"),
  list("y ~ x + z | place", y ~ x + z, c("x", "z"), "within", "individual"),
  list("y ~ x + z | place + year", y ~ x + z, c("x", "z"), "within", "twoways"),
  list("y ~ x * z | place", y ~ x * z, c("x", "z", "x:z"), "within", "individual"),
  list("y ~ z + i(count, ref = 1) | place + year", y ~ z + factor(count), c("z", counts), "within", "twoways"),
  list("y ~ x + l(x, 1) | place", y ~ x + before, c("x", "l(x, 1)"), "within", "individual")
)
lag <- 2

cells <- function(fit) {
  text <- function(v) paste(c("plm", fit$df.residual, sprintf("%.11g", sqrt(diag(v)))), collapse = " ")
  found <- list("iid" = text(vcov(fit)))
  for (type in c("HC0", "HC1", "HC2", "HC3")) found[[tolower(type)]] <- text(vcovHC(fit, method = "white1", type = type))
  found[["cluster(place)"]] <- text(vcovHC(fit, method = "arellano", type = "HC0"))
  found[[sprintf("nw(place, year, lag = %d)", lag)]] <- text(vcovNW(fit, type = "HC0", maxlag = lag))
  found[[sprintf("dk(year, lag = %d)", lag)]] <- text(vcovSCC(fit, type = "HC0", maxlag = lag))
  found
}

all <- lapply(models, function(m) {
  panel <- pdata.frame(rows[complete.cases(rows[all.vars(m[[2]])]), ], index = c("place", "year"))
  fit <- plm(m[[2]], panel, model = m[[4]], effect = m[[5]])
  estimates <- as.list(setNames(coef(fit), m[[3]]))
  list(formula = m[[1]], weights = "", n = nobs(fit), estimates = estimates, cells = list(plm = cells(fit)))
})
versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), plm = as.character(packageVersion("plm")))
json <- toJSON(list(versions = versions, models = all), auto_unbox = TRUE, digits = NA, pretty = 0)
writeLines(json, "src/test/resources/expected/matrix_plm.json")

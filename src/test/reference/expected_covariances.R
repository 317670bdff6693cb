# Robust covariances that plm computes on the simulated panel of places, all its types. Adds to the Python script's file, in
# src/test/resources/expected/covariances_plm.json, with 15 digits.
#
# Run in the project's root, after expected_covariances.py:
#     Rscript src/test/reference/expected_covariances.R

suppressPackageStartupMessages({
  library(plm)
  library(jsonlite)
})

rows <- read.csv("src/test/resources/panels/places.csv")
panel <- pdata.frame(rows, index = c("place", "year"))
formula <- y ~ x + z
models <- list(
  list(effects = "", model = "pooling", effect = "individual", random = ""),
  list(effects = "place", model = "within", effect = "individual", random = ""),
  list(effects = "year", model = "within", effect = "time", random = ""),
  list(effects = "place + year", model = "within", effect = "twoways", random = ""),
  list(effects = "", model = "random", effect = "individual", random = "place")
)
types <- c("HC0", "sss", "HC1", "HC2", "HC3", "HC4")

cases <- list()
add <- function(model, vcov, rules, v) {
  errors <- as.list(sqrt(diag(v)))
  names(errors) <- rownames(v)
  cases[[length(cases) + 1]] <<- list(
    panel = "places", by = "plm", formula = paste("y ~ x + z", if (model$effects != "") paste("|", model$effects) else ""),
    random = model$random, weights = "", weightType = "", vcov = vcov, rules = rules, df = NA, errors = errors
  )
}

for (model in models) {
  fit <- plm(formula, panel, model = model$model, effect = model$effect, random.method = "swar")
  add(model, "iid", "plm", vcov(fit))
  for (type in types) {
    rules <- if (type == "HC0") "plm" else sprintf("plm(type = %s)", type)
    add(model, "cluster(place)", rules, vcovHC(fit, method = "arellano", type = type))
    add(model, "cluster(year)", rules, vcovHC(fit, method = "arellano", type = type, cluster = "time"))
    add(model, "cluster(place, year)", rules, vcovDC(fit, type = type))
    add(model, "nw(place, year)", rules, vcovNW(fit, type = type))
    add(model, "dk(year)", rules, vcovSCC(fit, type = type))
    add(model, "dk(year, lag = 4)", rules, vcovSCC(fit, type = type, maxlag = 4))
    if (type %in% c("HC0", "HC1", "HC2", "HC3")) {
      add(model, tolower(type), "plm", vcovHC(fit, method = "white1", type = type))
    }
  }
}

versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), plm = as.character(packageVersion("plm")))
json <- toJSON(list(versions = versions, cases = cases), auto_unbox = TRUE, digits = NA, na = "null")
writeLines(gsub("},{\"panel\"", "},\n{\"panel\"", json, fixed = TRUE), "src/test/resources/expected/covariances_plm.json")

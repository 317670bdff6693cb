# What R's lm with interacted dummies computes of slopes by level and combined levels on the crime panel, weighted by pctmin, with
# sandwich's HC1. Writes src/test/resources/expected/slopes.json with 17 digits.
# Run in the project's root, after export_panels.R:  Rscript src/test/reference/expected_slopes.R

suppressMessages(library(sandwich))

rows <- read.csv("src/test/resources/panels/crime.csv")
rows$t <- rows$year - 84 # the same slopes, and columns that a QR in doubles can tell apart
models <- list(
  "county[year]"           = "factor(county) + factor(county):t",
  "county[[year]]"         = "0 + factor(county):year",
  "region^year"            = "interaction(region, year)",
  "county + region[year]"  = "factor(county) + factor(region):t",
  "county[year] + year"    = "factor(county) + factor(county):t + factor(year)",
  "region^year + county[pctmin]" = "factor(county) + interaction(region, year)",
  "region[year, density]"  = "factor(region) + factor(region):t + factor(region):density")
terms <- c("log(prbarr)", "log(polpc)")

number <- function(x) if (is.integer(x)) format(x) else sprintf("%.17g", x)
object <- function(x) paste0("{", paste0("\"", names(x), "\": ", x, collapse = ", "), "}")
cases <- unlist(lapply(names(models), function(effects) {
  fit <- lm(as.formula(paste("log(crmrte) ~ log(prbarr) + log(polpc) +", models[[effects]])), rows, weights = pctmin)
  lapply(c("iid", "robust"), function(kind) {
    v <- if (kind == "iid") vcov(fit) else vcovHC(fit, "HC1")
    object(c(
      effects = paste0("\"", effects, "\""), vcov = paste0("\"", kind, "\""),
      rank = number(fit$rank), rss = number(deviance(fit)), logLik = number(as.numeric(logLik(fit))),
      terms = object(sapply(terms, function(term) object(c(
        estimate = number(coef(fit)[[term]]), error = number(sqrt(v[term, term]))))))))
  })
}))
writeLines(c(
  paste0("{\"versions\": {\"R\": \"", getRversion(), "\", \"sandwich\": \"", packageVersion("sandwich"), "\"},"),
  "\"cases\": [", paste(cases, collapse = ",\n"), "]}"), "src/test/resources/expected/slopes.json")

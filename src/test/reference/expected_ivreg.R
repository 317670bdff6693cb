# What R computes of instrumental variables: AER's ivreg on the demand for cigarettes (Stock and Watson, chapter 12), its tests
# of weak instruments, exogeneity and overidentification, and sandwich's robust and clustered covariances of it.
# Writes src/test/resources/expected/ivreg.json with 17 digits.
# Run in the project's root, after export_panels.R:  Rscript src/test/reference/expected_ivreg.R

suppressMessages({library(AER)})

json <- function(x) {
  if (is.list(x)) return(paste0(if (is.null(names(x))) "[" else "{", paste(collapse = ",\n", if (is.null(names(x))) sapply(x, json)
    else paste0("\"", names(x), "\": ", sapply(x, json))), if (is.null(names(x))) "]" else "}"))
  if (is.character(x)) return(paste0("\"", x, "\""))
  if (is.na(x)) "null" else if (is.integer(x)) format(x) else sprintf("%.17g", x)
}

rows <- read.csv("src/test/resources/panels/cigarettes.csv")
# Terms by our names, so that both programs read the same formula.
rows <- transform(rows, `log(packs)` = log(packs), `log(income / population / cpi)` = log(income / population / cpi),
                  `log(price / cpi)` = log(price / cpi), `(taxs - tax) / cpi` = (taxs - tax) / cpi, `tax / cpi` = tax / cpi,
                  check.names = FALSE)
own <- "log(packs) ~ log(income / population / cpi)"
income <- "`log(income / population / cpi)`"
models <- list(
  list(formula = paste(own, "| log(price / cpi) ~ I((taxs - tax) / cpi)"), instruments = "`(taxs - tax) / cpi`", effects = NULL),
  list(formula = paste(own, "| log(price / cpi) ~ I((taxs - tax) / cpi) + I(tax / cpi)"),
       instruments = "`(taxs - tax) / cpi` + `tax / cpi`", effects = NULL),
  list(formula = paste(own, "| state | log(price / cpi) ~ I((taxs - tax) / cpi) + I(tax / cpi)"),
       instruments = "`(taxs - tax) / cpi` + `tax / cpi`", effects = "factor(state)"))

cases <- list()
for (model in models) for (weights in c("none", "analytic")) {
  exogenous <- paste(c(income, model$effects), collapse = " + ")
  formula <- as.formula(paste("`log(packs)` ~ `log(price / cpi)` +", exogenous, "|", exogenous, "+", model$instruments))
  rows$weight <- if (weights == "none") rep(1, nrow(rows)) else rows$population / 1e6
  fit <- ivreg(formula, data = rows, weights = weight)
  diagnostics <- summary(fit, diagnostics = TRUE)$diagnostics
  tests <- list(firstF = diagnostics["Weak instruments", "statistic"], firstP = diagnostics["Weak instruments", "p-value"],
                wuHausman = diagnostics["Wu-Hausman", "statistic"], wuHausmanP = diagnostics["Wu-Hausman", "p-value"])
  if (!is.na(diagnostics["Sargan", "statistic"])) {
    tests <- c(tests, list(sargan = diagnostics["Sargan", "statistic"], sarganP = diagnostics["Sargan", "p-value"]))
  }
  covariances <- list(iid = vcov(fit), robust = vcovHC(fit, type = "HC1"), hc0 = vcovHC(fit, type = "HC0"))
  if (is.null(model$effects)) covariances <- c(covariances, list(`cluster(state)` = vcovCL(fit, ~ state, type = "HC1")))
  names <- c(if (is.null(model$effects)) "(Intercept)", income, "`log(price / cpi)`")
  for (vcov in names(covariances)) {
    df <- if (vcov == "cluster(state)") length(unique(rows$state)) - 1 else fit$df.residual
    terms <- lapply(names, function(term) list(estimate = coef(fit)[[term]], error = sqrt(covariances[[vcov]][term, term])))
    case <- list(panel = "cigarettes", by = "AER ivreg", formula = model$formula, vcov = vcov, weights = weights, df = df,
                 terms = setNames(terms, gsub("`", "", names)))
    cases <- c(cases, list(if (vcov == "iid") c(case, list(tests = tests)) else case))
  }
}

versions <- list(R = paste(R.version$major, R.version$minor, sep = "."), AER = as.character(packageVersion("AER")),
                 sandwich = as.character(packageVersion("sandwich")))
writeLines(json(list(versions = versions, cases = cases)), "src/test/resources/expected/ivreg.json")

# Writes the teaching panels of the tests from R's packages plm, AER and MASS.
# Run in the project's root:  Rscript src/test/reference/export_panels.R
# (Debian: apt-get install r-base-core r-cran-plm r-cran-aer)

suppressMessages({library(plm); library(AER); library(MASS)})
folder <- "src/test/resources/panels"

yes <- function(x) as.integer(x == "yes")

export <- function(rows, name) {
  write.csv(rows, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE, na = "")
}

data("Gasoline", package = "plm")
export(Gasoline, "gasoline")

data("Crime", package = "plm")
export(Crime[c("county", "year", "region", "crmrte", "prbarr", "prbconv", "polpc", "density", "pctmin")], "crime")

data("Hedonic", package = "plm")
export(transform(Hedonic, chas = yes(chas))[c("townid", setdiff(names(Hedonic), "townid"))], "hedonic")

data("USSeatBelts", package = "AER")
export(transform(USSeatBelts[c("state", "year", "fatalities", "seatbelt", "speed65", "speed70", "drinkage", "alcohol",
                               "income", "age")],
                 speed65 = yes(speed65), speed70 = yes(speed70), drinkage = yes(drinkage), alcohol = yes(alcohol)),
       "seatbelts")

data("CigarettesSW", package = "AER")
export(CigarettesSW, "cigarettes")

data("epil", package = "MASS")
export(epil[c("subject", "period", "y", "trt", "base", "age", "V4")], "epilepsy")

data("ships", package = "MASS")
export(ships[c("type", "year", "period", "service", "incidents")], "ships")

# From firm files to location quotients by province and year with data.table: once for each line of the standard input.
#
#   Rscript ingest.R FOLDER PANEL.csv
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]

panel <- function() {
  files <- list.files(file.path(folder, "employment"), "\\.csv$", recursive = TRUE, full.names = TRUE)
  texts <- c("firm_id", "county_code", "industry_code", "employment")
  firms <- rbindlist(lapply(files, fread, colClasses = list(character = texts)))
  firms[, employment := suppressWarnings(as.numeric(employment))]
  firms[, year := suppressWarnings(as.integer(year))]
  firms <- firms[firm_id != "" & county_code != "" & industry_code != "" & year %between% c(2005L, 2016L) & employment >= 0]
  counties <- fread(file.path(folder, "counties.csv"), colClasses = "character", encoding = "UTF-8")
  firms[counties, province := i.province, on = "county_code"]
  firms[, mfg := substr(industry_code, 1L, 2L) %chin% as.character(13:43)]
  sums <- firms[!is.na(province), .(q_total = sum(employment), q_mfg = sum(employment[mfg])), keyby = .(province, year)]
  sums[, maggl := q_mfg / q_total / (sum(q_mfg) / sum(q_total)), by = year]
  sums[]
}

input <- file("stdin", "r")
cat("ready\n")
while (length(readLines(input, 1L)) > 0) {
  start <- proc.time()[["elapsed"]]
  rows <- panel()
  cat(sprintf("ms %.1f\n", 1000 * (proc.time()[["elapsed"]] - start)))
  flush(stdout())
  fwrite(rows, arguments[2])
}

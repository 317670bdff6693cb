package org.agglo.app.study;

import java.util.List;

/** Settings of the study as a whole. */
final class StudySettings {
    static final List<Setting> ALL = List.of(
            Setting.of(
                            "name",
                            Kind.TEXT,
                            "china-provinces",
                            "A short name; the results go to results/NAME. Letters, digits, '.', '_' and '-'.")
                    .must(),
            Setting.of(
                            "title",
                            Kind.TEXT,
                            "\"Agglomeration and innovation in 30 provinces\"",
                            "What the report is headed with.")
                    .or(Fallback.STUDY),
            Setting.of(
                    "simulation",
                    Kind.TEXT,
                    "\"../simulations/china-provinces.conf\"",
                    "A simulation that makes the data if the data folder is not there; that folder is below data/ then,"
                            + " or named by --data DIR. Relative to the study file."),
            Setting.of(
                            "data",
                            Kind.TEXT,
                            "\"data/china-provinces\"",
                            "The folder, or Hadoop URI, below which the sources' files lie. Relative to where the"
                                    + " command is given; --data DIR overrides it.")
                    .must());

    private StudySettings() {}
}

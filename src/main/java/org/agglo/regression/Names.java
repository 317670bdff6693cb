package org.agglo.regression;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is known, while a formula is read, of the table it is for. */
interface Names {
    /** The columns that a wildcard stands for; empty if the table is not known. */
    Optional<List<String>> standing(Expanding.Wildcard wildcard);

    /** Whether the column holds levels, not numbers; false if the table is not known. */
    boolean levels(String name);

    /** Nothing. */
    Names UNKNOWN = ofTexts(name -> false);

    /** Only which columns are text. */
    static Names ofTexts(Predicate<String> isText) {
        return new Names() {
            @Override
            public Optional<List<String>> standing(Expanding.Wildcard wildcard) {
                return Optional.empty();
            }

            @Override
            public boolean levels(String name) {
                return isText.test(name);
            }
        };
    }
}

package org.agglo.app.study;

import java.util.List;
import java.util.regex.Pattern;

/** Where a study file can have anything written but its results: in folders that are for that, and nowhere else. */
final class Confined {
    /** Below the working directory; where a simulation's files go. */
    static final String DATA = "data";

    /** Hidden among the results, where no study's results can be: their names do not begin with a dot. */
    static final String STORE = "results/.store";

    private static final Pattern STEP = Pattern.compile("(?!\\.{1,2}$)[^\\\\:\\p{Cntrl}]+");

    private Confined() {}

    /** Whether the path is the folder, or leads on from it without a step back. */
    static boolean within(String folder, String path) {
        return (path.equals(folder) || path.startsWith(folder + "/"))
                && List.of(path.replaceFirst("/$", "").split("/", -1)).stream()
                        .allMatch(step -> STEP.matcher(step).matches());
    }
}

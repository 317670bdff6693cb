package org.agglo.spark;

/** What a failure says in its first line: HDFS goes on with where in the NameNode it was said. */
public final class FirstLine {
    private FirstLine() {}

    /** The first line of the failure's message, or the failure's name if it has none. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}

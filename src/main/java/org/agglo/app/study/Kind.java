package org.agglo.app.study;

/** What a setting holds. */
public enum Kind {
    TEXT("text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    TEXTS("a list of text"),
    /** One text, or several. */
    ONE_OR_MORE("text or a list of text"),
    NUMBERS("a list of numbers"),
    /** Settings whose keys are known. */
    GROUP("settings in { }"),
    /** Several such groups, in an order that matters. */
    GROUPS("a list of settings in { }"),
    /** Settings whose keys the study chooses. */
    NAMED("named settings in { }");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** In words that follow "expected". */
    public String words() {
        return words;
    }

    boolean nested() {
        return this == GROUP || this == NAMED;
    }

    boolean list() {
        return this == TEXTS || this == NUMBERS || this == ONE_OR_MORE;
    }
}

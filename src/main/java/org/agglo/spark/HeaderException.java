package org.agglo.spark;

import java.util.List;

/** A file does not have the columns that were asked for; it has others. */
public final class HeaderException extends DataException {
    private static final long serialVersionUID = 1;

    private final transient List<String> headers;
    private final transient List<String> missing;

    /** @param headers what the file has */
    public HeaderException(String message, List<String> headers) {
        this(message, headers, List.of());
    }

    /**
     * @param headers what the file has
     * @param missing what it has not
     */
    public HeaderException(String message, List<String> headers, List<String> missing) {
        super(message);
        this.headers = List.copyOf(headers);
        this.missing = List.copyOf(missing);
    }

    /** The same, with more said. */
    public HeaderException with(String more) {
        return new HeaderException(getMessage() + more, headers, missing);
    }

    /** What the file has. */
    public List<String> headers() {
        return headers;
    }

    /** What it was asked for and has not. */
    public List<String> missing() {
        return missing;
    }
}

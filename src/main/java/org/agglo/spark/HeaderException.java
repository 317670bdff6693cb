package org.agglo.spark;

import java.util.List;

/** A file does not have the columns that were asked for; it has others. */
public final class HeaderException extends DataException {
    private static final long serialVersionUID = 1;

    private final transient List<String> headers;

    /** @param headers what the file has */
    public HeaderException(String message, List<String> headers) {
        super(message);
        this.headers = List.copyOf(headers);
    }

    /** What the file has. */
    public List<String> headers() {
        return headers;
    }
}

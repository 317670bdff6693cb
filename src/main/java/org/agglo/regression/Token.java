package org.agglo.regression;

/**
 * A piece of formula text.
 *
 * @param text as written; of a back-quoted name what stands between the quotes
 * @param position of its first character, from 0
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NUMBER,
        NAME,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}

package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/** Formula text cut into tokens, read from left to right. */
final class Tokens {
    private static final String SIGNS = "+-*/^():|~,[]=";

    private final String text;
    private final List<Token> tokens;
    private int next;

    private Tokens(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static Tokens of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            Token token = token(text, at);
            tokens.add(token);
            at = end(text, token);
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return new Tokens(text, tokens);
    }

    private static Token token(String text, int at) {
        char c = text.charAt(at);
        if (c == '`') {
            int close = text.indexOf('`', at + 1);
            if (close <= at + 1) {
                throw Caret.error(
                        text, at, close < 0 ? "No closing ` for this name" : "No name between the backquotes");
            }
            return new Token(Token.Kind.NAME, text.substring(at + 1, close), at);
        }
        if (c == '"' || c == '\'') {
            int close = text.indexOf(c, at + 1);
            if (close < 0) {
                throw Caret.error(text, at, "No closing %s for this text".formatted(c));
            }
            return new Token(Token.Kind.TEXT, text.substring(at + 1, close), at);
        }
        boolean digitFollows = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        if (Character.isDigit(c) || (c == '.' && digitFollows)) {
            return new Token(Token.Kind.NUMBER, text.substring(at, numberEnd(text, at)), at);
        }
        if (startsName(c)) {
            int end = at + 1;
            while (end < text.length() && continuesName(text.charAt(end))) {
                end++;
            }
            return new Token(Token.Kind.NAME, text.substring(at, end), at);
        }
        if (SIGNS.indexOf(c) >= 0) {
            return new Token(Token.Kind.SIGN, String.valueOf(c), at);
        }
        throw Caret.error(
                text, at, "'%s' has no meaning here; put names with other characters between backquotes".formatted(c));
    }

    private static int end(String text, Token token) {
        boolean quoted = "`'\"".indexOf(text.charAt(token.position())) >= 0;
        return token.position() + token.text().length() + (quoted ? 2 : 0);
    }

    private static int numberEnd(String text, int start) {
        int at = start;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int digits = at + 1;
            if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
                digits++;
            }
            if (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                at = digits;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
            }
        }
        return at;
    }

    /** Whether the name can be written without backquotes. */
    static boolean plain(String name) {
        return !name.isEmpty()
                && startsName(name.charAt(0))
                && name.chars().skip(1).allMatch(c -> continuesName((char) c));
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c) || c == '_' || c == '.';
    }

    private static boolean continuesName(char c) {
        return startsName(c) || Character.isDigit(c);
    }

    String text() {
        return text;
    }

    Token peek() {
        return tokens.get(next);
    }

    /** Whether the sign comes before the next of the other sign and the end. */
    boolean comes(String sign, String before) {
        int at = next;
        while (tokens.get(at).kind() != Token.Kind.END && !tokens.get(at).is(before)) {
            if (tokens.get(at++).is(sign)) {
                return true;
            }
        }
        return false;
    }

    /** The one that comes so many after the next. */
    Token peek(int further) {
        return tokens.get(Math.min(next + further, tokens.size() - 1));
    }

    /** Whether the next is this name, without backquotes, and a bracket opens after it. */
    boolean calls(String name) {
        return peek().named(name) && !quoted(peek()) && peek(1).is("(");
    }

    /** Whether the name stands between backquotes. */
    boolean quoted(Token token) {
        return token.kind() == Token.Kind.NAME && text.charAt(token.position()) == '`';
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the sign if it is next. */
    boolean skip(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String sign, String after) {
        if (!skip(sign)) {
            throw error(peek(), "Expected '%s' %s, found %s".formatted(sign, after, peek().shown()));
        }
    }

    IllegalArgumentException error(Token token, String problem) {
        return Caret.error(text, token.position(), problem);
    }
}

package org.agglo.regression;

import java.util.Arrays;
import java.util.List;

/**
 * A linear restriction on coefficients as text, such as {@code log(pcap) + log(pc) = 1} or {@code value = 2 * capital}: sums of
 * numbers and of terms, each alone, times or divided by a number, on either side of {@code =}; without {@code =} the sum is zero.
 * Terms are written as the summary names them, blanks aside, or in backticks.
 *
 * @param weights of the terms, Σ weight·coefficient = value
 */
record LinearHypothesis(List<Double> weights, double value) {
    LinearHypothesis {
        weights = List.copyOf(weights);
    }

    /**
     * Reads the text.
     *
     * @param terms of the model, in order
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    static LinearHypothesis parse(String text, List<String> terms) {
        return new Reader(text, terms).hypothesis();
    }

    private static final class Reader {
        private final String text;
        private final List<String> terms;
        private final double[] weights;
        private double value;
        private int at;

        private Reader(String text, List<String> terms) {
            this.text = text;
            this.terms = terms;
            this.weights = new double[terms.size()];
        }

        private LinearHypothesis hypothesis() {
            sum(1);
            if (skip('=')) {
                sum(-1);
            }
            blanks();
            if (at < text.length()) {
                throw error("Expected +, - or =, found '%s'".formatted(text.charAt(at)));
            }
            if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
                at = 0;
                throw error("The hypothesis restricts no coefficient");
            }
            return new LinearHypothesis(Arrays.stream(weights).boxed().toList(), value);
        }

        private void sum(int side) {
            int sign = skip('-') ? -1 : 1;
            if (sign == 1) {
                skip('+');
            }
            operand(side * sign);
            while (true) {
                if (skip('+')) {
                    operand(side);
                } else if (skip('-')) {
                    operand(-side);
                } else {
                    return;
                }
            }
        }

        private void operand(double factor) {
            blanks();
            int term = term();
            if (term >= 0) {
                weights[term] += factor * scale();
                return;
            }
            double number = number();
            if (skip('*')) {
                blanks();
                int scaled = term();
                if (scaled < 0) {
                    throw unknown();
                }
                weights[scaled] += factor * number * scale();
            } else {
                value -= factor * number;
            }
        }

        /** What follows a term: times or divided by a number, or nothing. */
        private double scale() {
            if (skip('*')) {
                return number();
            }
            if (skip('/')) {
                int start = at;
                double number = number();
                if (number == 0) {
                    at = start;
                    throw error("Division by zero");
                }
                return 1 / number;
            }
            return 1;
        }

        private double number() {
            blanks();
            int end = at;
            while (end < text.length() && partOfNumber(end)) {
                end++;
            }
            if (end == at) {
                throw unknown();
            }
            String digits = text.substring(at, end);
            try {
                double number = Double.parseDouble(digits);
                at = end;
                return number;
            } catch (NumberFormatException e) {
                throw error("'%s' is not a number".formatted(digits));
            }
        }

        private boolean partOfNumber(int place) {
            char c = text.charAt(place);
            boolean signed = place > at && (c == '-' || c == '+') && "eE".indexOf(text.charAt(place - 1)) >= 0;
            return Character.isDigit(c) || c == '.' || signed || (place > at && (c == 'e' || c == 'E'));
        }

        /** The number of the longest term that stands here, which is passed over; −1 if none does. */
        private int term() {
            boolean quoted = at < text.length() && text.charAt(at) == '`';
            int best = -1;
            int bestEnd = -1;
            for (int term = 0; term < terms.size(); term++) {
                int end = end(terms.get(term), quoted ? at + 1 : at);
                boolean whole = quoted ? end >= 0 && end < text.length() && text.charAt(end) == '`' : ends(term, end);
                if (whole && end > bestEnd) {
                    best = term;
                    bestEnd = end;
                }
            }
            if (best >= 0) {
                at = quoted ? bestEnd + 1 : bestEnd;
            }
            return best;
        }

        /** Where the label ends if it stands at the place, blanks aside; −1 if it does not. */
        private int end(String label, int place) {
            int end = place;
            for (char c : label.replaceAll("\\s", "").toCharArray()) {
                while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                if (end >= text.length() || text.charAt(end) != c) {
                    return -1;
                }
                end++;
            }
            return end;
        }

        /** Whether what follows does not go on as a name. */
        private boolean ends(int term, int end) {
            String label = terms.get(term);
            boolean name = Character.isJavaIdentifierPart(label.charAt(label.length() - 1));
            return end >= 0
                    && !(name
                            && end < text.length()
                            && (Character.isJavaIdentifierPart(text.charAt(end)) || text.charAt(end) == '.'));
        }

        private IllegalArgumentException unknown() {
            int end = at;
            while (end < text.length() && "+-*/= ".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String found = text.substring(at, end);
            return found.isEmpty()
                    ? error("Expected a term or a number")
                    : error("There is no term '%s'%s; the model has %s"
                            .formatted(found, Caret.suggestion(found, terms), String.join(", ", terms)));
        }

        private boolean skip(char c) {
            blanks();
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException error(String problem) {
            return Caret.error(text, Math.min(at, text.length()), problem);
        }
    }
}

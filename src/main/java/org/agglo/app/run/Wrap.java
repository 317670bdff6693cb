package org.agglo.app.run;

import java.util.regex.Pattern;

/** Breaks sentences into lines of a terminal's width. */
final class Wrap {
    private static final int WIDTH = 112;
    private static final Pattern SPACES = Pattern.compile(" ");

    private Wrap() {}

    /** The sentence after a bullet, further lines indented below its first word. */
    static String hanging(String sentence, String bullet) {
        StringBuilder text = new StringBuilder(bullet);
        int column = bullet.length();
        String separator = "";
        for (String word : SPACES.splitAsStream(sentence).toList()) {
            if (!separator.isEmpty() && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(bullet.length()));
                column = bullet.length();
                separator = "";
            }
            text.append(separator).append(word);
            column += separator.length() + word.length();
            separator = " ";
        }
        return text.toString();
    }
}

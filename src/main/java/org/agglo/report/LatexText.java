package org.agglo.report;

import java.text.Normalizer;
import java.util.Map;

/** Text as LaTeX: no character in it is a command, and every engine gets through it, pdfTeX included. */
final class LatexText {
    private static final Map<Integer, String> COMMANDS = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '"', "{\\char34}"),
            Map.entry((int) '`', "{\\char96}"),
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"),
            Map.entry(0xA0, "~"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '—', "---"),
            Map.entry((int) '−', "$-$"),
            Map.entry((int) '‘', "`"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '“', "``"),
            Map.entry((int) '”', "''"),
            Map.entry((int) '…', "\\ldots{}"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) '·', "$\\cdot$"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '≤', "$\\leq$"),
            Map.entry((int) '≥', "$\\geq$"),
            Map.entry((int) '≠', "$\\neq$"),
            Map.entry((int) '∞', "$\\infty$"),
            Map.entry((int) '√', "$\\surd$"),
            Map.entry((int) '✓', "$\\checkmark$"),
            Map.entry((int) '²', "$^{2}$"),
            Map.entry((int) '³', "$^{3}$"),
            Map.entry((int) '°', "$^{\\circ}$"),
            Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'β', "$\\beta$"),
            Map.entry((int) 'θ', "$\\theta$"),
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'ρ', "$\\rho$"),
            Map.entry((int) 'σ', "$\\sigma$"),
            Map.entry((int) 'χ', "$\\chi$"),
            Map.entry((int) 'ß', "\\ss{}"),
            Map.entry((int) 'æ', "\\ae{}"),
            Map.entry((int) 'Æ', "\\AE{}"),
            Map.entry((int) 'œ', "\\oe{}"),
            Map.entry((int) 'ø', "\\o{}"),
            Map.entry((int) 'Ø', "\\O{}"),
            Map.entry((int) 'ł', "\\l{}"),
            Map.entry((int) 'Ł', "\\L{}"),
            Map.entry((int) 'ı', "\\i{}"));

    private static final Map<Character, String> ACCENTS = Map.ofEntries(
            Map.entry('\u0300', "`"),
            Map.entry('\u0301', "'"),
            Map.entry('\u0302', "^"),
            Map.entry('\u0303', "~"),
            Map.entry('\u0304', "="),
            Map.entry('\u0306', "u"),
            Map.entry('\u0307', "."),
            Map.entry('\u0308', "\""),
            Map.entry('\u030A', "r"),
            Map.entry('\u030B', "H"),
            Map.entry('\u030C', "v"),
            Map.entry('\u0327', "c"));

    /**
     * How the other characters are set: as they are by XeTeX and LuaTeX, by their number in pdfTeX, which has no font for
     * them. A document that has one (CJKutf8, say) defines the command before the table.
     */
    static final String OTHER_CHARACTERS = """
            \\providecommand{\\agglochar}[2]{\\ifdefined\\XeTeXversion #1\\else\\ifdefined\\directlua #1\\else\\texttt{U+#2}\\fi\\fi}
            """;

    private LatexText() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        int before = 0;
        for (int c : Normalizer.normalize(Clean.line(text), Normalizer.Form.NFC)
                .codePoints()
                .toArray()) {
            boolean joins = c == before && "-',".indexOf(c) >= 0;
            out.append(joins ? "{}" : "").append(character(c));
            before = c;
        }
        return out.toString();
    }

    /** A number as {@link Numbers} wrote it, with a true minus; commas without the space that mathematics would add. */
    static String number(String text) {
        int e = text.indexOf('e');
        if (e >= 0) {
            return "$" + text.substring(0, e) + "\\times10^{" + text.substring(e + 1) + "}$";
        }
        String unsigned = text.startsWith("-") || text.startsWith("<") ? text.substring(1) : text;
        String sign = text.startsWith("-") ? "$-$" : text.startsWith("<") ? "$<$" : "";
        return sign + escape(unsigned);
    }

    private static String character(int c) {
        String command = COMMANDS.get(c);
        if (command != null) {
            return command;
        }
        if (c < 0x7F) {
            return Character.toString(c);
        }
        String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
        boolean letter = parts.length() == 2 && parts.charAt(0) < 0x7F && Character.isLetter(parts.charAt(0));
        if (letter && ACCENTS.containsKey(parts.charAt(1))) {
            String base = parts.charAt(0) == 'i' ? "\\i" : parts.substring(0, 1);
            return "\\" + ACCENTS.get(parts.charAt(1)) + "{" + base + "}";
        }
        return "\\agglochar{%s}{%04X}".formatted(Character.toString(c), c);
    }
}

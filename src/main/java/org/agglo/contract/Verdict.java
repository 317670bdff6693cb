package org.agglo.contract;

import java.util.List;
import java.util.Locale;

/**
 * How a rule was kept.
 *
 * @param of the source, or {@code panel}
 * @param checked rows, or for sums and keys groups, that could be looked at
 * @param failing those that break the rule
 * @param first the first of them, with what they hold
 */
public record Verdict(
        String contract,
        String of,
        String rule,
        Severity severity,
        long checked,
        long failing,
        List<String> first,
        String origin) {
    public Verdict {
        first = List.copyOf(first);
    }

    /** Whether nothing breaks the rule. */
    public boolean kept() {
        return failing == 0;
    }

    /** In a sentence. */
    public String sentence() {
        String counts = String.format(Locale.ROOT, "%,d of %,d", failing, checked);
        return kept()
                ? String.format(Locale.ROOT, "%s, %s: %s in all %,d.", contract, of, rule, checked)
                : "%s, %s: not so in %s that %s: %s%s."
                        .formatted(
                                contract,
                                of,
                                counts,
                                rule,
                                String.join("; ", first),
                                failing > first.size() ? "; …" : "");
    }
}

package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reads steps, which make several models: {@code sw(a, b)} is a, then b; {@code csw(a, b)} is a, then a and b; {@code sw0} and
 * {@code csw0} begin with none of them.
 */
final class StepParser {
    static final List<String> CALLS = List.of("sw", "sw0", "csw", "csw0");

    private final Tokens tokens;
    private final String among;
    private Token call;
    private boolean inside;

    /** @param among what the steps stand among */
    StepParser(Tokens tokens, String among) {
        this.tokens = tokens;
        this.among = among;
    }

    /** Whether steps are next. */
    boolean come() {
        return CALLS.stream().anyMatch(tokens::calls);
    }

    /** The call that was read, if any. */
    Optional<Token> call() {
        return Optional.ofNullable(call);
    }

    /**
     * Reads the call; for each step what it takes.
     *
     * @throws IllegalArgumentException if one has been read before, or is being read
     */
    <T> List<List<T>> read(Supplier<List<T>> option) {
        Token name = tokens.take();
        if (call != null) {
            throw tokens.error(
                    name,
                    inside
                            ? "%s() cannot stand inside %s()".formatted(name.text(), call.text())
                            : "Only one sw() or csw() can stand among the " + among);
        }
        call = name;
        inside = true;
        List<List<T>> options = new ArrayList<>();
        if (name.text().endsWith("0")) {
            options.add(List.of());
        }
        boolean sums = name.text().startsWith("c");
        do {
            tokens.take();
            List<T> taken = new ArrayList<>(sums && !options.isEmpty() ? options.get(options.size() - 1) : List.of());
            taken.addAll(option.get());
            options.add(taken);
        } while (tokens.peek().is(","));
        tokens.expect(")", "to close %s(".formatted(name.text()));
        inside = false;
        return options;
    }

    /** Each model's parts, of places of which one at most has more than one option. */
    static <T> List<List<T>> models(List<List<List<T>>> places) {
        int models = places.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, models)
                .mapToObj(model -> places.stream()
                        .flatMap(options -> options.get(options.size() == 1 ? 0 : model).stream())
                        .toList())
                .toList();
    }
}

package org.agglo.app.study;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leaves out of a preset the columns that its source does not keep. Those of the key, of {@code where} and of the
 * suppression of what is kept stay.
 */
final class Keep {
    private final ConfigObject source;
    private final ConfigObject preset;
    private final Set<String> kept = new TreeSet<>();

    private Keep(ConfigObject source, ConfigObject preset) {
        this.source = source;
        this.preset = preset;
    }

    /** The preset as it is, if the source does not say what it keeps. */
    static ConfigObject of(ConfigObject source, ConfigObject preset) {
        return source.get("keep") instanceof ConfigList ? new Keep(source, preset).only() : preset;
    }

    private ConfigObject only() {
        kept.addAll(texts(source, "keep"));
        kept.addAll(texts(source.containsKey("key") ? source : preset, "key"));
        object(source, "columns").ifPresent(columns -> kept.addAll(columns.keySet()));
        object(source, "where").ifPresent(where -> kept.addAll(where.keySet()));
        object(source, "suppressed").ifPresent(rule -> kept.addAll(texts(rule, "columns")));
        Optional<ConfigObject> rules = object(preset, "suppressed").flatMap(this::rules);
        object(source, "suppressed").ifPresent(this::noteCode);
        ConfigObject columns = object(preset, "columns").orElseThrow();
        for (String name : Set.copyOf(columns.keySet())) {
            columns = kept.contains(name) ? columns : columns.withoutKey(name);
        }
        ConfigObject left = preset.withValue("columns", columns).withoutKey("suppressed");
        return rules.map(suppressed -> left.withValue("suppressed", suppressed)).orElse(left);
    }

    /** The rules that withhold something that is kept; if the first does not, another comes first. */
    private Optional<ConfigObject> rules(ConfigObject suppressed) {
        List<ConfigObject> left = new ArrayList<>();
        Map<String, ConfigObject> also = new TreeMap<>();
        rule(suppressed.withoutKey("also")).ifPresent(left::add);
        object(suppressed, "also")
                .ifPresent(rules -> rules.keySet().stream()
                        .sorted()
                        .forEach(name ->
                                object(rules, name).flatMap(this::rule).ifPresent(rule -> also.put(name, rule))));
        if (left.isEmpty() && !also.isEmpty()) {
            left.add(also.remove(also.keySet().iterator().next()));
        }
        return left.stream()
                .findFirst()
                .map(first -> also.isEmpty() ? first : first.withValue("also", ConfigValueFactory.fromMap(also)));
    }

    private Optional<ConfigObject> rule(ConfigObject rule) {
        List<String> columns =
                texts(rule, "columns").stream().filter(kept::contains).toList();
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        noteCode(rule);
        return Optional.of(rule.withValue(
                "columns",
                ConfigValueFactory.fromIterable(columns, rule.origin().description())));
    }

    private void noteCode(ConfigObject rule) {
        ConfigValue column = rule.get("column");
        if (column != null) {
            kept.add(column.unwrapped().toString());
        }
    }

    private static Optional<ConfigObject> object(ConfigObject parent, String key) {
        return Optional.ofNullable(parent.get(key))
                .filter(ConfigObject.class::isInstance)
                .map(ConfigObject.class::cast);
    }

    private static List<String> texts(ConfigObject parent, String key) {
        return parent.get(key) instanceof ConfigList list
                ? list.stream().map(value -> value.unwrapped().toString()).toList()
                : List.of();
    }
}

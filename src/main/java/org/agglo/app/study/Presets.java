package org.agglo.app.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Source;

/**
 * Layouts of publications that statistical offices make, each a fragment of a study file: what a source would say that reads
 * them. What the source itself says wins over its preset.
 */
public final class Presets {
    private static final List<String> NAMES = List.of(
            "qcew-quarterly",
            "qcew-quarterly-by-area",
            "qcew-quarterly-by-industry",
            "qcew-annual",
            "qcew-annual-by-area",
            "qcew-annual-by-industry",
            "cbp-county",
            "cbp-county-2007",
            "cbp-county-1998",
            "lodes-wac",
            "lodes-wac-sectors",
            "eurostat-annual",
            "firms");
    private static final String PRESET = "preset";

    private Presets() {}

    /** Their names, publisher by publisher. */
    public static List<String> names() {
        return NAMES;
    }

    /** The fragment as it stands. */
    public static String text(String name) {
        try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it reads, in a line. */
    public static String title(String name) {
        return text(name).lines().findFirst().orElse("").substring(2);
    }

    /** The whole preset, with what it takes over from another. */
    static ConfigObject tree(String name) {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(origin(name));
        ConfigObject own = ConfigFactory.parseString(text(name), options).root();
        ConfigValue base = own.get(PRESET);
        return base == null
                ? own
                : own.withoutKey(PRESET).withFallback(tree(base.unwrapped().toString()));
    }

    /** The study with the presets of its sources filled in. */
    static ConfigObject filled(ConfigObject root, KeyOrder order) {
        if (!(root.get("sources") instanceof ConfigObject sources)) {
            return root;
        }
        ConfigObject all = sources;
        for (Map.Entry<String, ConfigValue> source : sources.entrySet()) {
            if (source.getValue() instanceof ConfigObject own && known(own)) {
                String preset = own.get(PRESET).unwrapped().toString();
                note(preset, source.getKey(), order);
                all = all.withValue(source.getKey(), own.withFallback(Keep.of(own, tree(preset))));
            }
        }
        return root.withValue("sources", all);
    }

    /** The presets that read a file with such a header. */
    public static List<String> fitting(List<String> header) {
        return NAMES.stream().filter(name -> fits(name, header)).toList();
    }

    private static boolean fits(String name, List<String> header) {
        Source source = source(name);
        Optional<String> composite = source.layout().composite();
        if (composite.isPresent()
                && !(header.get(0).contains("\\") && header.get(0).contains(composite.get()))) {
            return false;
        }
        boolean wide = source.layout()
                .wide()
                .map(cells -> header.stream().anyMatch(each -> each.matches(cells.headers())))
                .orElse(true);
        return wide
                && (composite.isPresent()
                        || source.headers().stream()
                                .allMatch(wanted -> header.stream().anyMatch(wanted::equalsIgnoreCase)));
    }

    /** A source that the preset alone describes. */
    static Source source(String name) {
        Problems problems = new Problems();
        ConfigObject alone = tree(name).withValue("path", ConfigValueFactory.fromAnyRef("."));
        ConfigObject root = alone.atPath("sources.it").root();
        ConfigObject tree = Shape.of(root, origin(name), problems);
        Node node = Node.root(tree, new Node.File(origin(name), new KeyOrder(problems), problems));
        return SourcesReader.read(node).get("it");
    }

    private static boolean known(ConfigObject source) {
        ConfigValue preset = source.get(PRESET);
        return preset != null
                && preset.valueType() == ConfigValueType.STRING
                && NAMES.contains(preset.unwrapped().toString());
    }

    /** The order of the preset's columns, behind that of the study's. */
    private static void note(String preset, String source, KeyOrder order) {
        ConfigObject own = ConfigFactory.parseString(text(preset)).root();
        if (own.get(PRESET) != null) {
            note(own.get(PRESET).unwrapped().toString(), source, order);
        }
        KeyScanner.scan(text(preset), List.of("sources", source), order.visitor(origin(preset), (at, what, line) -> {
            throw new IllegalStateException("a preset includes nothing");
        }));
    }

    private static String origin(String name) {
        return "preset " + name;
    }
}

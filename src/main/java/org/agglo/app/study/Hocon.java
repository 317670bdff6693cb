package org.agglo.app.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads HOCON as data and nothing else: no environment, no system properties, no URLs, no class path; only plain files
 * beside the study may be included.
 */
final class Hocon {
    private static final long MOST = 1 << 20;

    private final Path folder;
    private final Problems problems;
    private final Map<String, String> texts = new HashMap<>();
    private final KeyOrder order;

    private Hocon(Path file, Problems problems) {
        Path parent = file.getParent();
        this.folder = parent == null ? Path.of("") : parent;
        this.problems = problems;
        this.order = new KeyOrder(problems);
    }

    /** The file's tree and the order of its keys. */
    record Loaded(ConfigObject root, KeyOrder order) {}

    /** The resolved tree; throws if the file cannot be read as HOCON. */
    static Loaded load(Path file, Problems problems) {
        Hocon hocon = new Hocon(file, problems);
        String text = hocon.text(file, new Origin(file.toString(), 0));
        problems.raise();
        hocon.walk(text, file.toString(), List.of(), List.of(file.toString()));
        if (hocon.order.explodes()) {
            problems.add(new Origin(file.toString(), 0), "", "Substitutions would blow it up to more than 16 MiB");
        }
        problems.raise();
        ConfigObject root = hocon.parse(text, file.toString());
        hocon.order.dangling(root).forEach(problem -> problems.add(problem.origin(), problem.key(), problem.message()));
        return new Loaded(root, hocon.order);
    }

    private String text(Path file, Origin origin) {
        try {
            if (Files.isDirectory(file)) {
                problems.add(origin, "", "Is a folder, not a file");
            } else if (!Files.exists(file)) {
                problems.add(origin, "", "There is no such file");
            } else if (Files.size(file) > MOST) {
                problems.add(origin, "", "Larger than 1 MiB; a study file is a page or two");
            } else {
                return Files.readString(file);
            }
        } catch (CharacterCodingException e) {
            problems.add(origin, "", "Is not UTF-8 text");
        } catch (IOException e) {
            problems.add(origin, "", "Cannot be read: " + e.getMessage());
        }
        return "";
    }

    private void walk(String text, String file, List<String> inside, List<String> open) {
        KeyScanner.scan(text, inside, order.visitor(file, (at, what, line) -> include(what, file, line, at, open)));
    }

    private void include(String what, String file, int line, List<String> inside, List<String> open) {
        Origin origin = new Origin(file, line);
        if (!what.matches("\"[A-Za-z0-9_][A-Za-z0-9._-]*\"")) {
            problems.add(
                    origin,
                    "include",
                    "Only a plain file beside the study can be included, as in: include \"base.conf\"");
            return;
        }
        String name = what.substring(1, what.length() - 1);
        Path path = folder.resolve(name);
        if (open.contains(path.toString())) {
            problems.add(origin, "include", "'%s' includes itself".formatted(name));
        } else if (!Files.isRegularFile(path)) {
            problems.add(origin, "include", "There is no file '%s' beside the study".formatted(name));
        } else {
            String text = texts.computeIfAbsent(name, key -> text(path, origin));
            walk(text, path.toString(), inside, append(open, path.toString()));
        }
    }

    private static List<String> append(List<String> list, String last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private ConfigObject parse(String text, String file) {
        try {
            Config parsed = ConfigFactory.parseString(text, options(file));
            return parsed.resolve(ConfigResolveOptions.noSystem()).root();
        } catch (ConfigException e) {
            problems.add(Origins.of(e, file), "", syntax(e));
        } catch (StackOverflowError e) {
            problems.add(new Origin(file, 0), "", "Nested too deeply");
        }
        problems.raise();
        throw new IllegalStateException("unreachable: the problem was raised");
    }

    private ConfigParseOptions options(String file) {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(file)
                .setIncluder(new PlainIncluder(name -> {
                    String text = texts.get(name);
                    return text == null
                            ? ConfigFactory.empty().root()
                            : ConfigFactory.parseString(
                                            text, options(folder.resolve(name).toString()))
                                    .root();
                }));
    }

    /** The library's message without the place, which we print ourselves, and without its advice on file types. */
    private static String syntax(ConfigException e) {
        String message = e.getMessage().replaceFirst("^.*?: \\d+: +", "");
        message = message.replaceFirst(", or you may be able to rename the file .properties rather than .conf", "");
        message = message.replace(
                "has type LIST rather than object at file root", "Is a list; a study is a set of settings");
        return message.isEmpty() ? "Cannot be read" : Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}

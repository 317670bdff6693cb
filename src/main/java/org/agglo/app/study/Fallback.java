package org.agglo.app.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a setting is where it is not given.
 *
 * @param words for people
 * @param value from the setting's path and the file's root; empty if it cannot be said
 */
public record Fallback(String words, BiFunction<List<String>, ConfigObject, Optional<ConfigValue>> value) {
    /** The name that the study gave the settings around it. */
    static final Fallback NAME = new Fallback(
            "its name",
            (path, root) -> Optional.of(ConfigValueFactory.fromAnyRef(path.get(path.size() - 2), "default")));

    /** The study's name. */
    static final Fallback STUDY =
            new Fallback("the study's name", (path, root) -> Optional.ofNullable(root.get("name")));

    /** The panel's time column. */
    static final Fallback TIME = new Fallback("[the panel's time]", (path, root) -> {
        Optional<Object> time = Optional.ofNullable(root.get("panel"))
                .filter(ConfigObject.class::isInstance)
                .map(panel -> ((ConfigObject) panel).get("time"))
                .map(ConfigValue::unwrapped);
        return time.map(name -> ConfigValueFactory.fromIterable(List.of(name), "default"));
    });

    static Fallback literal(String text) {
        ConfigValue value = ConfigFactory.parseString("value = " + text).root().get("value");
        return new Fallback(text, (path, root) -> Optional.of(value));
    }
}

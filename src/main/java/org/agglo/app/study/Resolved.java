package org.agglo.app.study;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A checked tree as JSON, which is HOCON too: keys in file order, defaults after what is given. */
final class Resolved {
    private final KeyOrder order;

    private Resolved(KeyOrder order) {
        this.order = order;
    }

    static String json(ConfigObject root, KeyOrder order) {
        return new Resolved(order).object(root, List.of(), "") + "\n";
    }

    private String object(ConfigObject object, List<String> path, String indent) {
        if (object.isEmpty()) {
            return "{}";
        }
        String inner = indent + "  ";
        return object.keySet().stream()
                .sorted(order.inside(path))
                .map(key -> inner + scalar(ConfigValueFactory.fromAnyRef(key)) + ": "
                        + value(object.get(key), with(path, key), inner))
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private String value(ConfigValue value, List<String> path, String indent) {
        if (value instanceof ConfigObject object) {
            return object(object, path, indent);
        }
        if (value instanceof ConfigList list) {
            return IntStream.range(0, list.size())
                    .mapToObj(i -> value(list.get(i), with(path, String.valueOf(i + 1)), indent))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar(value);
    }

    private static String scalar(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}

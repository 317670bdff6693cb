package org.agglo.app.study;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in the checked tree, from which what stands below is read; what was wrong is not there. */
final class Node {
    private final ConfigObject object;
    private final List<String> path;
    private final File file;

    /** What all places of a file share. */
    record File(String name, KeyOrder order, Problems problems) {}

    private Node(ConfigObject object, List<String> path, File file) {
        this.object = object;
        this.path = path;
        this.file = file;
    }

    static Node root(ConfigObject root, File file) {
        return new Node(root, List.of(), file);
    }

    /** The last part of its path. */
    String name() {
        return path.get(path.size() - 1);
    }

    /** The settings below, in file order. */
    List<Node> children() {
        return keys().stream()
                .filter(key -> object.get(key) instanceof ConfigObject)
                .map(key -> child(key).orElseThrow())
                .toList();
    }

    /** The keys, in file order. */
    List<String> keys() {
        return object.keySet().stream().sorted(file.order().inside(path)).toList();
    }

    boolean has(String key) {
        return object.containsKey(key);
    }

    Optional<Node> child(String key) {
        return Optional.ofNullable(object.get(key))
                .filter(ConfigObject.class::isInstance)
                .map(value -> new Node((ConfigObject) value, with(key), file));
    }

    /** The children of {@code key}; none if it is not given. */
    List<Node> children(String key) {
        return child(key).map(Node::children).orElse(List.of());
    }

    /** The groups of the list {@code key}, each named by its number; none if it is not given. */
    List<Node> elements(String key) {
        if (!(object.get(key) instanceof ConfigList list)) {
            return List.of();
        }
        List<Node> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            List<String> at = with(key);
            at.add(String.valueOf(i + 1));
            elements.add(new Node((ConfigObject) list.get(i), at, file));
        }
        return elements;
    }

    Optional<String> maybe(String key) {
        return Optional.ofNullable(object.get(key)).map(Values::text);
    }

    /** The text; empty if it is missing or wrong, which has been reported. */
    String text(String key) {
        return maybe(key).orElse("");
    }

    List<String> texts(String key) {
        return Optional.ofNullable(object.get(key)).map(Values::texts).orElse(List.of());
    }

    Optional<Double> number(String key) {
        return Optional.ofNullable(object.get(key)).flatMap(Values::number);
    }

    Optional<Integer> whole(String key) {
        return number(key).map(Double::intValue);
    }

    /** The numbers if {@code key} holds a list; none if it holds something else. */
    List<Double> maybeNumbers(String key) {
        return object.get(key) instanceof ConfigList ? numbers(key) : List.of();
    }

    List<Double> numbers(String key) {
        ConfigValue list = object.get(key);
        return list == null
                ? List.of()
                : ((ConfigList) list)
                        .stream().map(e -> Values.number(e).orElseThrow()).toList();
    }

    boolean flag(String key) {
        return maybe(key).map(Boolean::parseBoolean).orElse(false);
    }

    /** Whether {@code key} was given wrong. */
    boolean faulty(String key) {
        return file.problems().at(Origins.key(with(key)));
    }

    /** Whether something was wrong with this as a whole. */
    boolean faulty() {
        return file.problems().at(Origins.key(path));
    }

    /** Whether something right below was wrong and so is not there. */
    boolean lost() {
        return file.problems().below(path).anyMatch(key -> !has(key));
    }

    Origin origin() {
        return Origins.of(object, file.name());
    }

    /** Where {@code key} stands; where this stands, if it is not given. */
    Origin origin(String key) {
        ConfigValue value = object.get(key);
        Origin origin = value == null ? origin() : Origins.of(value, file.name());
        return origin.line() == 0 ? origin() : origin;
    }

    void problem(String message) {
        file.problems().add(origin(), Origins.key(path), message);
    }

    void problem(String key, String message) {
        file.problems().add(origin(key), Origins.key(with(key)), message);
    }

    private List<String> with(String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}

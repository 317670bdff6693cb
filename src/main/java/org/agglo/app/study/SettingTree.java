package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings by path: below each, the keys it may hold, and what stands for a key the study chooses. */
final class SettingTree {
    private final Setting setting;
    private final Map<String, SettingTree> known = new LinkedHashMap<>();
    private SettingTree chosen;

    private SettingTree(Setting setting) {
        this.setting = setting;
    }

    static SettingTree of(List<Setting> settings) {
        SettingTree root = new SettingTree(Setting.of("", Kind.GROUP, "", ""));
        settings.forEach(root::add);
        return root;
    }

    private void add(Setting added) {
        String[] parts = added.path().split("\\.", -1);
        SettingTree parent = this;
        for (int i = 0; i < parts.length - 1; i++) {
            parent = parts[i].startsWith("<") ? parent.chosen : parent.known.get(parts[i]);
        }
        SettingTree node = new SettingTree(added);
        if (added.wildcard()) {
            parent.chosen = node;
        } else {
            parent.known.put(parts[parts.length - 1], node);
        }
    }

    Setting setting() {
        return setting;
    }

    /** The keys with fixed names. */
    Map<String, SettingTree> known() {
        return known;
    }

    /** What a key of the study's own choice holds; empty if there may be none. */
    Optional<SettingTree> chosen() {
        return Optional.ofNullable(chosen);
    }
}

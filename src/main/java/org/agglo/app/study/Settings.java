package org.agglo.app.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting a study file may hold. The reader refuses what is not here, fills in the defaults from here, and {@code
 * agglo describe} prints it.
 */
public final class Settings {
    private static final List<Setting> ALL = Stream.of(
                    StudySettings.ALL,
                    StoreSettings.ALL,
                    SourceSettings.ALL,
                    DatabaseSettings.ALL,
                    TreatmentSettings.ALL,
                    PanelSettings.ALL,
                    ContractSettings.ALL,
                    TableSettings.ALL)
            .flatMap(List::stream)
            .toList();
    private static final SettingTree TREE = SettingTree.of(ALL);

    private Settings() {}

    /** All of them, each group before what it holds. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The setting at {@code path}, with names in place of {@code <source>} or not, and all below it; empty if none. */
    public static List<Setting> below(String path) {
        Optional<SettingTree> found = Optional.of(TREE);
        for (String part : path.split("\\.", -1)) {
            found = found.flatMap(
                    tree -> Optional.ofNullable(tree.known().get(part)).or(tree::chosen));
        }
        String start = found.map(tree -> tree.setting().path()).orElse("?");
        return ALL.stream()
                .filter(s -> s.path().equals(start) || s.path().startsWith(start + "."))
                .toList();
    }

    static SettingTree tree() {
        return TREE;
    }
}

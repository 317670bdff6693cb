package org.agglo.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the regions of a simulation file: named blocks, or a number of regions to make up. */
final class RegionReader {
    private static final int FIRST_CODE = 11;

    /**
     * A region as far as the file states it.
     *
     * @param weight NaN where it is to be drawn
     * @param levels of the variables that state one
     * @param effect NaN where it is to be drawn
     */
    record Draft(String name, int code, String group, double weight, Map<String, Double> levels, double effect) {}

    private final Block root;

    RegionReader(Block root) {
        this.root = root;
    }

    List<Draft> drafts() {
        if (!root.hasBlock("regions")) {
            return madeUp((int) root.whole("regions"), root.namesAt("groups"));
        }
        if (root.has("groups")) {
            root.problem("groups", "groups goes with regions = a number; named regions state their own group");
        }
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, String> codes = new HashMap<>();
        root.blocks("regions", true).forEach((name, block) -> {
            Draft draft = draft(name, block);
            String other = codes.putIfAbsent(draft.code(), name);
            if (other != null && block.has("code")) {
                block.problem("code", "Regions %s and %s both have code %d".formatted(other, name, draft.code()));
            }
            drafts.add(draft);
        });
        if (drafts.size() < 2) {
            root.problem("regions", "regions needs at least 2 regions, has %d".formatted(drafts.size()));
        }
        return drafts;
    }

    private static Draft draft(String name, Block block) {
        Map<String, Double> levels = new LinkedHashMap<>();
        for (String variable : SimulationSpec.VARIABLES) {
            double level = block.number(variable);
            if (!Double.isNaN(level)) {
                levels.put(variable, level);
            }
        }
        return new Draft(
                name,
                (int) block.whole("code"),
                block.text("group"),
                block.number("weight"),
                levels,
                block.number("effect"));
    }

    private static List<Draft> madeUp(int count, List<String> groups) {
        int digits = Integer.toString(count).length();
        int firstCode = count + FIRST_CODE <= 100 ? FIRST_CODE : (int) Math.pow(10, Math.max(2, digits));
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = String.format(Locale.ROOT, "Region %0" + Math.max(2, digits) + "d", i + 1);
            drafts.add(new Draft(name, firstCode + i, groups.get(i % groups.size()), Double.NaN, Map.of(), Double.NaN));
        }
        return drafts;
    }
}

package org.agglo.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.agglo.app.compare.Comparison;
import org.agglo.app.compare.Tolerance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what changed from one run to another. */
@Command(
        name = "compare",
        description = {
            "Says what changed from one run to another: settings, input files, rows, the panel's size and estimates. Runs are"
                    + " named by their results folders, or by a manifest.json or results.json. Exits with 0 if nothing"
                    + " differs beyond the tolerances, with 5 if something does."
        },
        customSynopsis = "agglo compare [--only PART,…] [--tolerance SHARE] [--rows SHARE] [--json] [OPTIONS] OLD NEW",
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo compare results/monday results/tuesday",
            "  agglo compare OLD NEW --only estimates --tolerance 1e-6",
            "  agglo compare OLD NEW --only rows,estimates --rows 0.05 --within-interval     a night like the last?",
            "  agglo compare OLD NEW --json > changes.json"
        })
final class CompareCommand extends Logged implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The earlier run.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The later run.")
    private Path after;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "1e-9",
            description = "Estimates and errors differ if they do by more than this share of the largest of them"
                    + " (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
            names = "--rows",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Counts of rows differ if they do by more than this share (default: ${DEFAULT-VALUE}).")
    private double rows;

    @Option(
            names = "--within-interval",
            description = "An estimate differs only if it lies outside the old one's 95 %% interval.")
    private boolean withinInterval;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Only these parts: settings, inputs, rows, panel, estimates.")
    private Set<Comparison.Part> only = EnumSet.allOf(Comparison.Part.class);

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return logged("Compare", before + " " + after, this::compare);
    }

    private int compare() throws JsonProcessingException {
        share("--tolerance", tolerance);
        share("--rows", rows);
        Comparison comparison = Comparison.of(before, after, new Tolerance(tolerance, rows, withinInterval), only);
        spec.commandLine().getOut().print(json ? json(comparison) : ComparisonText.of(comparison));
        spec.commandLine().getOut().flush();
        return comparison.same() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }

    private void share(String option, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "%s takes a share of 0 or more, such as 0.05, not %s".formatted(option, value));
        }
    }

    private static String json(Comparison comparison) throws JsonProcessingException {
        ObjectNode tree = new ObjectMapper().valueToTree(comparison);
        tree.put("same", comparison.same());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree) + "\n";
    }
}

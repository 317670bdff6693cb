package org.agglo.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agglo.app.run.Progress;
import org.agglo.app.run.Sessions;
import org.agglo.simulate.SimulationReader;
import org.agglo.simulate.SimulationSpec;
import org.agglo.simulate.Simulator;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes employment files with a known truth. */
@Command(
        name = "simulate",
        description = {
            "Makes firm-level employment files, a crosswalk, controls, and truth.json with what they were drawn from."
                    + " The same file gives the same bytes on any machine."
        },
        footerHeading = "%nExample:%n",
        footer = {"  agglo simulate conf/simulations/small.conf --out data/small"})
final class SimulateCommand extends Logged implements Callable<Integer> {
    @Parameters(paramLabel = "SIMULATION", description = "The simulation file.")
    private Path simulation;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go.")
    private String out;

    @Option(names = "--overwrite", description = "Replace a simulation that lies there already.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Progress progress = begin(simulation);
        SimulationSpec country = SimulationReader.read(simulation);
        SparkSession spark = progress.stage("Start Spark", () -> Sessions.start(country.name()));
        Simulator.Existing existing = overwrite ? Simulator.Existing.REPLACE : Simulator.Existing.REFUSE;
        try {
            var report =
                    progress.stage("Simulate", () -> Simulator.run(spark, country, out, existing, progress::detail));
            spec.commandLine().getOut().println(SimulationText.of(report, out));
        } catch (IllegalArgumentException refused) {
            spec.commandLine().getErr().println("agglo: " + refused.getMessage());
            return ExitCodes.STUDY;
        }
        return ExitCodes.DONE;
    }
}

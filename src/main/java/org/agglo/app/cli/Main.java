package org.agglo.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "agglo",
        description = {
            "Agglomeration economics and panel econometrics on Apache Spark: from firm or county employment files to a"
                    + " finished study, with one command."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            DescribeCommand.class,
            PresetsCommand.class,
            SimulateCommand.class,
            StoreCommand.class,
            CompareCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo run conf/studies/china-provinces.conf       a study, on data it makes itself",
            "  agglo check conf/studies/*.conf                   what is wrong with study files, all at once",
            "  agglo describe tables                             every setting of regression tables",
            "  agglo compare results/last-night results/today    what changed from one run to another",
            "  agglo --master spark://host:7077 run STUDY        the same on a cluster, by spark-submit"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:anything else",
            "2:bad study file, simulation file or command",
            "3:bad data",
            "4:not estimable",
            "5:compare found the runs to differ"
        })
public final class Main {
    Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        // No window system is needed to draw figures.
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(110)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures()).setParameterExceptionHandler(new WrongCommand());
        if (args.length == 0) {
            line.usage(out);
            return ExitCodes.STUDY;
        }
        try {
            return line.execute(args);
        } catch (Error e) {
            // Such as memory used up on this thread: it passes by the handler, which takes exceptions only.
            return new Failures().handleExecutionException(new IllegalStateException(e.toString(), e), line, null);
        }
    }

    /** What is printed is UTF-8 whatever the machine's locale. */
    private static PrintWriter utf8(FileDescriptor file) {
        return new PrintWriter(
                new Harmless(new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8)), true);
    }
}

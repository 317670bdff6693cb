package org.agglo.app.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.agglo.app.compare.ComparisonException;
import org.agglo.app.run.OutputException;
import org.agglo.app.study.Nearest;
import org.agglo.app.study.Presets;
import org.agglo.app.study.StudyException;
import org.agglo.regression.NotEstimableException;
import org.agglo.simulate.SimulationException;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.agglo.spark.HeaderException;
import org.agglo.spark.WriteFailure;
import org.agglo.store.StoreException;
import org.apache.spark.SparkException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into a message and an exit code. Mistakes in files and data show their message alone; anything
 * else one line, and the whole trace only if asked.
 */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        for (Function<Throwable, Optional<Integer>> known : List.<Function<Throwable, Optional<Integer>>>of(
                cause -> problems(cause, err),
                cause -> message(cause, err),
                cause -> space(cause, err),
                cause -> lost(cause, err))) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                Optional<Integer> code = known.apply(cause);
                if (code.isPresent()) {
                    return code.get();
                }
            }
        }
        String what = thrown.getMessage() == null
                ? thrown.toString()
                : thrown.getMessage().lines().findFirst().orElse("");
        err.println("agglo: " + thrown.getClass().getSimpleName() + ": " + what);
        if (Boolean.getBoolean("agglo.verbose")) {
            thrown.printStackTrace(err);
        } else {
            err.println("This should not happen. Run again with --verbose to see where, and report it.");
        }
        return ExitCodes.OTHER;
    }

    private static Optional<Integer> problems(Throwable cause, PrintWriter err) {
        List<String> problems = List.of();
        if (cause instanceof StudyException study) {
            problems = study.problems().stream().map(Object::toString).toList();
        } else if (cause instanceof SimulationException simulation) {
            problems = simulation.problems();
        }
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        problems.forEach(err::println);
        err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        return Optional.of(ExitCodes.STUDY);
    }

    /** A disk that is full where Spark keeps what does not fit into memory. */
    private static Optional<Integer> space(Throwable cause, PrintWriter err) {
        if (!WriteFailure.noSpace(cause)) {
            return Optional.empty();
        }
        err.println(
                "agglo: No space is left where Spark writes; free some, choose another --out, or name another folder for"
                        + " its temporary files in SPARK_LOCAL_DIRS. Earlier results are as they were");
        return Optional.of(ExitCodes.OTHER);
    }

    /** Executors, or what they keep for each other, that were lost more often than Spark begins again. */
    private static Optional<Integer> lost(Throwable cause, PrintWriter err) {
        String said = cause instanceof SparkException ? String.valueOf(cause.getMessage()) : "";
        if (!said.contains("ExecutorLostFailure") && !said.contains("failed the maximum allowable number of times")) {
            return Optional.empty();
        }
        err.println(
                "agglo: Spark gave up: executors, or what they had written for each other, were lost several times in a"
                        + " row. Look at the workers' memory and disks and run again; earlier results are as they were");
        err.println("Spark says: " + FirstLine.of(cause));
        return Optional.of(ExitCodes.OTHER);
    }

    /** The headers that are likely to be meant. */
    private static Optional<String> nearest(HeaderException header) {
        if (header.headers().size() < 2) {
            return Optional.empty();
        }
        List<String> hints = header.missing().stream()
                .flatMap(name -> Nearest.of(name, header.headers()).or(() -> longer(name, header.headers())).stream()
                        .map(near ->
                                "For %s the nearest is %s: if that is it in some files only, say aliases = [\"%s\"] for the column"
                                        .formatted(name, near, near)))
                .toList();
        return hints.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", hints));
    }

    /** A header that the name abbreviates, as emp does employment. */
    private static Optional<String> longer(String name, List<String> headers) {
        String start = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header ->
                        start.length() >= 3 && header.toLowerCase(Locale.ROOT).startsWith(start))
                .findFirst();
    }

    /** Which presets read such files, if any do. */
    private static Optional<String> fitting(HeaderException header) {
        List<String> presets = Presets.fitting(header.headers());
        return presets.isEmpty()
                ? Optional.empty()
                : Optional.of("Such a header is read by preset = " + String.join(" or preset = ", presets));
    }

    private static Optional<Integer> message(Throwable cause, PrintWriter err) {
        int code;
        if (cause instanceof DataException) {
            code = ExitCodes.DATA;
        } else if (cause instanceof NotEstimableException) {
            code = ExitCodes.NOT_ESTIMABLE;
        } else if (cause instanceof ComparisonException) {
            code = ExitCodes.STUDY;
        } else if (cause instanceof OutputException
                || cause instanceof StoreException
                || cause instanceof UncheckedIOException) {
            code = ExitCodes.OTHER;
        } else if (cause instanceof OutOfMemoryError) {
            err.println("agglo: The memory is used up; give the process more with AGGLO_HEAP, such as AGGLO_HEAP=12g");
            return Optional.of(ExitCodes.OTHER);
        } else {
            return Optional.empty();
        }
        err.println("agglo: " + cause.getMessage());
        if (cause instanceof HeaderException header) {
            nearest(header).ifPresent(err::println);
            fitting(header).ifPresent(err::println);
        }
        return Optional.of(code);
    }
}

package org.agglo.app.run;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Tells which stage runs and keeps the seconds of each. On a terminal the running stage stands on one line that is
 * overwritten when it ends; elsewhere nothing is printed.
 */
public final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard error if a person looks at it, which the launcher knows and tells. */
    public static Progress onTerminal() {
        return new Progress(System.err, Boolean.getBoolean("agglo.terminal"));
    }

    /** Prints nothing. */
    public static Progress quiet() {
        return new Progress(System.err, false);
    }

    /** Runs a stage; what it throws passes through. */
    public <T> T stage(String name, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        say("\r\u001b[K… " + name);
        try {
            T result = work.call();
            double taken = (System.nanoTime() - start) / 1e9;
            seconds.merge(name, taken, Double::sum);
            say(String.format(Locale.ROOT, "\r\u001b[K✓ %-28s %5.1f s%n", name, taken));
            return result;
        } catch (Exception e) {
            say("\r\u001b[K✗ " + name + System.lineSeparator());
            throw e;
        }
    }

    /** A word about the stage that runs, such as a count so far. */
    public void detail(String text) {
        say("\r\u001b[K… " + text);
    }

    /** Seconds by stage, in the order they ran. */
    public Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    private void say(String text) {
        if (terminal) {
            out.print(text);
            out.flush();
        }
    }
}

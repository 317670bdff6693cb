package org.agglo;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line as a process of its own, started as the launcher starts it. */
public final class TestProcess {
    private TestProcess() {}

    /** The command, ready to be started in the project's folder. */
    public static ProcessBuilder agglo(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/java.options",
                // A small run is over before the optimising compiler is of use.
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                classPath(),
                "org.agglo.app.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    /**
     * Starts the command and kills it as soon as a sign is seen, or after three minutes; whether it still ran then.
     *
     * @param log what it prints
     */
    public static boolean killed(ProcessBuilder command, Path log, Callable<Boolean> sign) throws Exception {
        Process run =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (run.isAlive() && System.nanoTime() < end && !sign.call()) {
                Thread.sleep(1);
            }
            return run.isAlive();
        } finally {
            run.destroyForcibly().waitFor();
        }
    }

    /** What this test runs with, whether the JVM or a class loader of the test runner was told. */
    public static String classPath() {
        ClassLoader loader = TestProcess.class.getClassLoader();
        return loader instanceof URLClassLoader urls
                ? Arrays.stream(urls.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}

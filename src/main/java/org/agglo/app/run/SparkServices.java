package org.agglo.app.run;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;

/**
 * What is on the class path but for MLlib's word on what it adds to every new session: functions between vectors and arrays,
 * which nothing here uses, and which it makes by Scala's reflection, for longer than all else that a session needs.
 */
final class SparkServices extends ClassLoader {
    private static final String ADDITIONS = "META-INF/services/org.apache.spark.sql.SparkSessionExtensionsProvider";

    private SparkServices(ClassLoader all) {
        super(all);
    }

    /** Starts a session without them. */
    static <T> T without(Supplier<T> start) {
        Thread thread = Thread.currentThread();
        ClassLoader all = thread.getContextClassLoader();
        thread.setContextClassLoader(new SparkServices(all));
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(all);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> found = super.getResources(name);
        return name.equals(ADDITIONS)
                ? Collections.enumeration(Collections.list(found).stream()
                        .filter(url -> !url.getPath().contains("/spark-mllib_"))
                        .toList())
                : found;
    }
}

package org.agglo.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What ran: Agglo and its commit, Spark, Java, the operating system. */
public final class Versions {
    private Versions() {}

    /** Component to version; Spark's is read from its jar, without starting it. */
    public static Map<String, String> all() {
        Properties git = git();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("agglo", git.getProperty("git.build.version", "unknown"));
        String dirty = Boolean.parseBoolean(git.getProperty("git.dirty")) ? " with local changes" : "";
        versions.put(
                "commit", git.getProperty("git.commit.id.full", git.getProperty("git.commit.id", "unknown")) + dirty);
        versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        versions.put("java", System.getProperty("java.runtime.version"));
        versions.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        return versions;
    }

    /** What changes whenever this build of Agglo, or Spark, does. */
    public static String build() {
        Map<String, String> all = all();
        return String.join(" ", all.get("agglo"), all.get("commit"), all.get("spark"), Long.toString(built()));
    }

    /** When the jar was made: builds with local changes have a commit in common. */
    private static long built() {
        try {
            Path place = Path.of(Versions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(place) ? Files.getLastModifiedTime(place).toMillis() : 0;
        } catch (URISyntaxException | IOException e) {
            return 0;
        }
    }

    private static Properties git() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/org/agglo/git.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}

package org.agglo.app.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agglo.ingest.Database;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What OpenLineage calls files and tables: the store as the namespace, the place in it as the name. */
final class LineageNames {
    private static final Pattern ADDRESS =
            Pattern.compile("jdbc:([\\w+.-]+):(?://)?(?:[^/@;?]*@)?([^/;?,]*).*", Pattern.DOTALL);

    private LineageNames() {}

    /** A file or folder, by its scheme and host and its path. */
    static Map<String, Object> file(Path path, Configuration hadoop) {
        Path whole = path.toUri().getScheme() == null
                ? path.makeQualified(
                        java.net.URI.create(hadoop.get("fs.defaultFS", "file:///")),
                        new Path(System.getProperty("user.dir")))
                : path;
        String scheme = whole.toUri().getScheme();
        String host = whole.toUri().getHost();
        String port = whole.toUri().getPort() < 0 ? "" : ":" + whole.toUri().getPort();
        return named(
                host == null ? scheme : scheme + "://" + host + port,
                whole.toUri().getPath());
    }

    /** A table, by its database's product and host; nothing that may be a login. */
    static Map<String, Object> table(Database database) {
        Matcher address = ADDRESS.matcher(database.url());
        String namespace = address.matches() ? address.group(1) + "://" + address.group(2) : "jdbc";
        return named(namespace, database.table().orElse("query"));
    }

    private static Map<String, Object> named(String namespace, String name) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("namespace", namespace);
        dataset.put("name", name);
        return dataset;
    }
}

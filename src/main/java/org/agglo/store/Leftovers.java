package org.agglo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Files that no snapshot names, as a run leaves them that is killed while it writes. They are removed only where the store's
 * lock is held, so that none of them can be a run's that still goes on.
 */
final class Leftovers {
    private Leftovers() {}

    static void remove(StoreTable store, Configuration hadoop) {
        store.table()
                .ifPresent(table -> StoreTable.read(store.place(), () -> {
                    try {
                        FileSystem files = new Path(table.location()).getFileSystem(hadoop);
                        Set<String> named = named(table);
                        remove(files, new Path(table.location(), "data"), "", named);
                        remove(files, new Path(table.location(), "metadata"), ".avro", named);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return null;
                }));
    }

    private static void remove(FileSystem files, Path folder, String ending, Set<String> named) throws IOException {
        if (!files.exists(folder)) {
            return;
        }
        for (RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true); all.hasNext(); ) {
            Path file = all.next().getPath();
            if (file.getName().endsWith(ending) && !named.contains(path(file.toString()))) {
                files.delete(file, false);
            }
        }
    }

    private static Set<String> named(Table table) throws IOException {
        Set<String> named = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            named.add(path(snapshot.manifestListLocation()));
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (named.add(path(manifest.path()))) {
                    try (CloseableIterable<? extends ContentFile<?>> files =
                            ManifestFiles.read(manifest, table.io(), table.specs())) {
                        files.forEach(file -> named.add(path(file.location())));
                    }
                }
            }
        }
        return named;
    }

    private static String path(String location) {
        return new Path(location).toUri().getPath();
    }
}

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
 * Data files that no snapshot names, as a run leaves them that is killed while it writes. They are removed only where the
 * store's lock is held, so that none of them can be a run's that still goes on.
 */
final class Leftovers {
    private Leftovers() {}

    static void remove(StoreTable store) {
        store.table()
                .ifPresent(table -> StoreTable.read(store.place(), () -> {
                    try {
                        remove(table);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return null;
                }));
    }

    private static void remove(Table table) throws IOException {
        Path data = new Path(table.location(), "data");
        FileSystem files = data.getFileSystem(new Configuration());
        if (!files.exists(data)) {
            return;
        }
        Set<String> named = null;
        for (RemoteIterator<LocatedFileStatus> all = files.listFiles(data, true); all.hasNext(); ) {
            Path file = all.next().getPath();
            named = named == null ? named(table) : named;
            if (!named.contains(file.toUri().getPath())) {
                files.delete(file, false);
            }
        }
    }

    private static Set<String> named(Table table) throws IOException {
        Set<String> manifests = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                if (manifests.add(manifest.path())) {
                    try (CloseableIterable<? extends ContentFile<?>> files =
                            ManifestFiles.read(manifest, table.io(), table.specs())) {
                        files.forEach(file ->
                                named.add(new Path(file.location()).toUri().getPath()));
                    }
                }
            }
        }
        return named;
    }
}

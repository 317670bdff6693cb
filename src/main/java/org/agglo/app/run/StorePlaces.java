package org.agglo.app.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agglo.app.study.StoreSpec;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyReader;
import org.agglo.store.Runs;
import org.agglo.store.Store;
import org.agglo.store.StoreException;
import org.agglo.store.StorePlace;
import org.apache.hadoop.conf.Configuration;

/** Where a study's store is: in the folder the command names, else where the study says. */
public final class StorePlaces {
    private static final String NAMESPACE = "agglo";
    private static final int KEEP = 30;

    private StorePlaces() {}

    static Optional<StorePlace> of(Study study, RunRequest request) {
        return of(study, request.store());
    }

    /** The place; none if neither the study nor the command names one. */
    public static Optional<StorePlace> of(Study study, Optional<String> folder) {
        Optional<StoreSpec> spec = study.store();
        String namespace = spec.map(StoreSpec::namespace).orElse(NAMESPACE);
        int keep = spec.map(StoreSpec::keep).orElse(KEEP);
        if (folder.isPresent()) {
            return folder.map(f -> StorePlace.folder(whole(f), namespace, study.name(), keep));
        }
        return spec.map(store -> store.catalog()
                .map(name -> new StorePlace(name, properties(name, store), namespace, study.name(), keep))
                .orElseGet(() -> StorePlace.folder(beside(store), namespace, study.name(), keep)));
    }

    /** A store that a command looks into. */
    public record Opened(StorePlace place, Configuration hadoop) {
        /** Its runs. */
        public Runs runs() {
            return Runs.open(place, hadoop);
        }

        /** The store, for this process alone. */
        public Store locked() {
            return Store.open(place, hadoop);
        }
    }

    /**
     * The store of a study file.
     *
     * @throws StoreException if neither the study nor the command names one
     */
    public static Opened open(Path study, Optional<String> folder) {
        StorePlace place = of(StudyReader.read(study, Optional.empty()), folder)
                .orElseThrow(() -> new StoreException(
                        "%s names no store. Name one with --store DIR, or say in the study: store { keep = 30 }"
                                .formatted(study)));
        return new Opened(place, Standing.hadoop());
    }

    /** The study's own folder; with the driver on a worker it would be in that worker's, where no later run looks. */
    private static String beside(StoreSpec store) {
        if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
            throw new StoreException(
                    "%s: store.folder: In cluster deploy mode the driver is on a worker: name the whole path of the store with --store, such as hdfs:///srv/store"
                            .formatted(store.origin()));
        }
        return whole(store.folder());
    }

    /** A local folder is named wholly, so that the store does not depend on where the command is given. */
    private static String whole(String folder) {
        return folder.contains(":/")
                ? folder
                : Path.of(folder).toAbsolutePath().normalize().toString();
    }

    /** As Spark was given them: where they lead to, and what gives access, is not for a study file to say. */
    private static Map<String, String> properties(String catalog, StoreSpec store) {
        String prefix = "spark.sql.catalog." + catalog + ".";
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> properties.put(name.substring(prefix.length()), System.getProperty(name)));
        if (properties.isEmpty()) {
            throw new StoreException(
                    "%1$s: store.catalog: Nothing is known of the catalog '%2$s'. Give --conf %3$stype=… and so on to spark-submit, or -D%3$stype=… in AGGLO_JAVA_OPTS"
                            .formatted(store.origin(), catalog, prefix));
        }
        return properties;
    }
}

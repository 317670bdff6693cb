package org.agglo.app.study;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.contract.Contract;
import org.agglo.disclosure.Treatment;
import org.agglo.ingest.Source;
import org.agglo.panel.PanelSpec;

/**
 * A study as its file declares it: checked, with defaults filled in, nothing run yet.
 *
 * @param name a plain file name; results go to {@code results/NAME} unless told
 * @param file the study file as the user named it
 * @param simulation the simulation that makes the data where the data folder is not there; resolved against the study
 *     file's folder
 * @param data the folder or Hadoop URI below which the sources' paths lie; relative to the working directory
 * @param sources name to source, in file order
 * @param places source to its columns' headers and where the study asks for each
 * @param treatments source to what is done with its withheld cells; only sources of which the study says so
 * @param treated the panel's columns that may rest on withheld cells
 * @param derive columns computed on the panel, in file order; each may use those before it
 * @param measures computed after {@code derive}, in file order
 * @param contracts what the study relies on, in file order
 * @param describe absent if nothing is to be described
 * @param tables regression tables, in file order; may be empty
 * @param store where what the files gave is kept; absent if nothing is
 * @param resolved the whole study as HOCON (JSON syntax), with defaults filled in, for the manifest
 */
public record Study(
        String name,
        String title,
        Path file,
        Optional<Path> simulation,
        String data,
        Map<String, Source> sources,
        Map<String, Map<String, Origin>> places,
        Map<String, Treatment> treatments,
        PanelSpec panel,
        List<TreatedColumn> treated,
        List<Derived> derive,
        List<Measure> measures,
        List<Contract> contracts,
        Optional<Describe> describe,
        List<TableSpec> tables,
        Figures figures,
        Optional<StoreSpec> store,
        String resolved) {
    public Study {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        treatments = Collections.unmodifiableMap(new LinkedHashMap<>(treatments));
        treated = List.copyOf(treated);
        derive = List.copyOf(derive);
        measures = List.copyOf(measures);
        contracts = List.copyOf(contracts);
        tables = List.copyOf(tables);
    }
}

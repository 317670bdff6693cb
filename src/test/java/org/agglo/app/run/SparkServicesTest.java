package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.junit.jupiter.api.Test;

class SparkServicesTest {
    private static <T> List<String> found(Class<T> service) {
        return ServiceLoader.load(service).stream()
                .map(provider -> provider.type().getName())
                .sorted()
                .toList();
    }

    @Test
    void areAllButWhatMllibAddsToSessions() {
        String added = "org.apache.spark.sql.ml.InternalFunctionRegistration";
        List<String> all = found(SparkSessionExtensionsProvider.class);
        assertThat(all).contains(added);

        assertThat(SparkServices.without(() -> found(SparkSessionExtensionsProvider.class)))
                .isEqualTo(all.stream().filter(name -> !name.equals(added)).toList());
        assertThat(SparkServices.without(() -> found(DataSourceRegister.class)))
                .isEqualTo(found(DataSourceRegister.class))
                .isNotEmpty();
        assertThat(found(SparkSessionExtensionsProvider.class)).isEqualTo(all);
    }
}

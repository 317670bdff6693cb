package org.agglo.ingest;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.apache.hadoop.conf.Configuration;

/** The secrets of a database, looked up where they are kept, and taken out of whatever is said. */
final class Secrets {
    private static final String HIDDEN = "***";

    private final Configuration hadoop;
    private final UnaryOperator<String> environment;
    private final List<String> found = new ArrayList<>();

    /** @param environment variable to value, null for none */
    Secrets(Configuration hadoop, UnaryOperator<String> environment) {
        this.hadoop = hadoop;
        this.environment = environment;
    }

    /** @throws DataException if it is not where the study says */
    String of(Database.Secret secret) {
        String value = secret.isAlias() ? alias(secret.name()) : environment.apply(secret.name());
        if (value == null) {
            throw new DataException(
                    secret.isAlias()
                            ? "Hadoop's credential providers (hadoop.security.credential.provider.path) have no alias %s. Make it, with: hadoop credential create %s -provider …"
                                    .formatted(secret.name(), secret.name())
                            : "The environment variable %s is not set. Set it where the command is given."
                                    .formatted(secret.name()));
        }
        found.add(value);
        // As it stands in an address.
        found.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return value;
    }

    private String alias(String name) {
        try {
            return Optional.ofNullable(hadoop.getPassword(name))
                    .map(String::new)
                    .orElse(null);
        } catch (IOException e) {
            throw new DataException("Hadoop's credential providers cannot be read: " + FirstLine.of(e), e);
        }
    }

    /** The text without the secrets. */
    String without(String text) {
        String hidden = text;
        for (String secret : found) {
            hidden = secret.isEmpty() ? hidden : hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }
}

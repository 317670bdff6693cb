package org.agglo.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** A database's driver that lets nobody in, and tells everybody what it was given to log in with. */
public final class TellingDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new TellingDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String user = info.getProperty("user");
        String password = info.getProperty("password");
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8);
        String all = "no login for %s with %s at %s?user=%1$s&password=%s".formatted(user, password, url, encoded);
        throw new SQLException(all + "\n" + all, new IllegalStateException(all));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:telling:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}

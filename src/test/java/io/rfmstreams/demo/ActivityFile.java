package io.rfmstreams.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Generates the files of the page "Not a shop?": what customers of four kinds do in 200 days. A quarter each comes often and does much,
 * comes regularly, has just begun, or has stopped.
 */
final class ActivityFile {

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 8, 0);
    private static final int DAYS = 200;
    private static final int CUSTOMERS = 120;

    /** What a customer did. */
    private record Activity(int number, String customer, LocalDateTime time, int size) {}

    private ActivityFile() {}

    /** Returns the text of a file, by its name on the page. */
    static String of(String name) {
        return switch (name) {
            case "logins.csv" -> lines("user_id|last_used|features_used", ActivityFile::login);
            case "lessons.csv" -> lines("Learner;Date;Minutes", ActivityFile::lesson);
            case "deals.csv" -> lines("Deal ID,Account,Closed at,Deal value,Status", ActivityFile::deal);
            default -> throw new IllegalArgumentException("no generator for " + name);
        };
    }

    private static String login(Activity activity) {
        return activity.customer() + '|' + activity.time() + ":00Z|" + activity.size();
    }

    private static String lesson(Activity activity) {
        String date =
                DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT).format(activity.time());
        return activity.customer() + "@School.example;" + date + ';' + activity.size() * 5 + ",5";
    }

    private static String deal(Activity activity) {
        String date = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT).format(activity.time());
        String value = String.format(Locale.ROOT, "\"$%,d.00\"", activity.size() * 700);
        String status = activity.number() % 10 == 0 ? "Cancelled" : "Won";
        return "D-" + activity.number() + ',' + activity.customer() + ',' + date + ',' + value + ',' + status;
    }

    private static String lines(String header, Function<Activity, String> line) {
        List<String> lines = new ArrayList<>(List.of(header));
        activities().stream().map(line).forEach(lines::add);
        return String.join("\n", lines) + '\n';
    }

    private static List<Activity> activities() {
        Random random = new Random(16);
        List<Activity> activities = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            int kind = customer % 4;
            int first = kind == 2 ? DAYS - 40 : random.nextInt(20);
            int last = kind == 3 ? DAYS / 3 : DAYS;
            int pause = List.of(4, 12, 15, 9).get(kind);
            int size = List.of(12, 6, 2, 4).get(kind);
            for (int day = first + random.nextInt(pause); day < last; day += 1 + random.nextInt(2 * pause)) {
                LocalDateTime time = START.plusDays(day).plusMinutes(random.nextInt(600));
                activities.add(new Activity(activities.size(), "u" + customer, time, size + random.nextInt(size)));
            }
        }
        return activities;
    }
}

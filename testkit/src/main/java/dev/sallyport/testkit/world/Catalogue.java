package dev.sallyport.testkit.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a generated shop sells. */
final class Catalogue {

    private static final List<Template> TEMPLATES = List.of(
            new Template("Desk Lamp", 140, "color: black, white, brass; brightness: low, medium, high; power: AC, USB"),
            new Template("T-Shirt", 48, "color: black, blue, red, purple; size: S, M, L, XL; style: v-neck, crew neck"),
            new Template("Backpack", 190, "color: grey, navy, green; size: small, medium, large; strap: padded, plain"),
            new Template(
                    "Water Bottle", 45, "capacity: 500ml, 750ml, 1000ml; material: steel, glass; color: blue, red"),
            new Template(
                    "Office Chair", 480, "material: fabric, leather, mesh; color: black, white; armrest: fixed, none"),
            new Template(
                    "Laptop", 2500, "screen: 13-inch, 15-inch, 17-inch; ram: 8GB, 16GB, 32GB; storage: 512GB, 1TB"),
            new Template("Running Shoes", 150, "size: 8, 9, 10, 11; color: white, black, red; sole: rubber, foam"),
            new Template("Coffee Maker", 260, "type: drip, espresso, pod; capacity: 4 cups, 8 cups; timer: yes, no"),
            new Template(
                    "Bookshelf", 470, "material: wood, metal, glass; color: white, brown; height: 4 ft, 5 ft, 6 ft"),
            new Template("Garden Hose", 90, "length: 25ft, 50ft, 100ft; material: rubber, vinyl; color: green, black"),
            new Template(
                    "Skateboard",
                    200,
                    "deck: maple, bamboo, plastic; length: 28 inch, 31 inch, 34 inch; design: plain, custom"),
            new Template(
                    "Jigsaw Puzzle", 55, "pieces: 500, 1000, 2000; theme: animals, art, fantasy; level: easy, hard"),
            new Template(
                    "Wall Clock",
                    210,
                    "diameter: 10 inch, 12 inch, 14 inch; color: white, black, red; dial: analog, digital"),
            new Template(
                    "Electric Kettle",
                    150,
                    "capacity: 1L, 1.5L, 2L; material: steel, glass, plastic; color: white, silver"),
            new Template(
                    "Headphones",
                    270,
                    "type: in-ear, on-ear, over-ear; connection: wired, wireless; color: black, blue"),
            new Template(
                    "Pet Bed", 210, "size: small, medium, large; material: fleece, foam; color: grey, brown, blue"),
            new Template("Luggage Set", 560, "pieces: 2, 3, 4; color: red, black, silver; shell: hard, soft"),
            new Template(
                    "Smart Watch",
                    380,
                    "color: black, gold, silver; band: leather, metal, silicone; display: LCD, AMOLED"),
            new Template(
                    "Tea Kettle",
                    110,
                    "material: ceramic, steel, glass; capacity: 1 liter, 2 liters; stove: gas, induction"),
            new Template(
                    "Yoga Mat",
                    100,
                    "thickness: 4mm, 5mm, 6mm; material: natural rubber, PVC; color: green, pink, blue"),
            new Template("Bicycle", 510, "frame: small, medium, large; color: red, black, green; type: road, mountain"),
            new Template(
                    "Vacuum Cleaner",
                    560,
                    "type: upright, canister, robotic; bag: bagged, bagless; filter: HEPA, washable"),
            new Template(
                    "Keyboard",
                    250,
                    "switch: clicky, linear, tactile; backlight: white, RGB, none; size: full, compact"),
            new Template(
                    "Air Purifier", 490, "room: small, medium, large; filter: HEPA, carbon; noise: quiet, night mode"));

    private static final List<String> LINES = List.of(
            "", "Travel ", "Compact ", "Deluxe ", "Junior ", "Outdoor ", "Classic ", "Folding ", "Premium ", "Eco ");

    static final int LARGEST = 24 * 10;
    private static final int ALWAYS_AVAILABLE = 4;

    private final Dice dice;
    private final Identifiers identifiers;

    Catalogue(Dice dice) {
        this.dice = dice;
        this.identifiers = new Identifiers(dice);
    }

    List<Product> draw(int count) {
        List<Product> products = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Template template = TEMPLATES.get(i % TEMPLATES.size());
            String name = LINES.get(i / TEMPLATES.size()) + template.name();
            products.add(new Product(identifiers.next("", 10, ""), name, variants(template)));
        }
        return products;
    }

    /** Between eight and sixteen of the possible variants, the first few of them surely for sale. */
    private List<Variant> variants(Template template) {
        List<Variant> variants = new ArrayList<>();
        for (Map<String, String> options : dice.some(8 + dice.below(9), template.combinations())) {
            boolean available = variants.size() < ALWAYS_AVAILABLE || dice.chance(0.8);
            variants.add(new Variant(identifiers.next("", 10, ""), options, available, price(template.price())));
        }
        return variants;
    }

    private BigDecimal price(int about) {
        int cents = about * 100;
        return BigDecimal.valueOf(cents - cents / 10 + dice.below(cents / 5), 2);
    }

    private record Template(String name, int price, String options) {

        List<Map<String, String>> combinations() {
            List<Map<String, String>> all = List.of(Map.of());
            for (String axis : options.split("; ", -1)) {
                int colon = axis.indexOf(": ");
                List<Map<String, String>> wider = new ArrayList<>();
                for (Map<String, String> narrow : all) {
                    for (String value : axis.substring(colon + 2).split(", ", -1)) {
                        Map<String, String> one = new LinkedHashMap<>(narrow);
                        one.put(axis.substring(0, colon), value);
                        wider.add(one);
                    }
                }
                all = wider;
            }
            return all;
        }
    }
}

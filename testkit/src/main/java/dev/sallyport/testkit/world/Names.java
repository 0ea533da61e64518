package dev.sallyport.testkit.world;

import java.util.List;

/** What people, streets and companies of a population are called; the lists are its own, so that no library's update moves it. */
final class Names {
    static final List<String> FIRST =
            List.of(("Aaliyah Aarav Adaeze Ahmed Aiko Alejandro Alice Amara Amelia Ana Anders Anya Arjun Astrid Ava"
                            + " Beatriz Ben Bianca Bruno Camila Carlos Carmen Chen Chidi Chloe Clara Daichi Dana Daniel Daria"
                            + " David Dina Elena Eli Elif Emil Emma Erik Esther Ethan Eva Fatima Felix Finn Fiona Gabriel Grace"
                            + " Hana Hannah Harriet Hassan Hugo Ibrahim Ida Igor Ines Isaac Isla Ivan Jack Jana Jasmin Jonas Juan"
                            + " Julia Kai Karim Kate Kenji Lara Lars Layla Leon Lina Luca Lucia Mandla Mara Marco Maria Mei Mila"
                            + " Mohamed Nadia Nina Noah Nora Olga Omar Oscar Paula Pedro Priya Rafael Rosa Ruth Samir Sara Sofia"
                            + " Tariq Thabo Theo Uma Vera Victor Wei Yara Yusuf Zoe")
                    .split(" "));
    static final List<String> LAST =
            List.of(("Abbott Acosta Adeyemi Ahmed Almeida Andersson Aoki Archer Baker Banerjee Barros Bauer Becker"
                            + " Bell Bennett Berg Bianchi Blake Bose Brandt Brown Burke Cabrera Campbell Carter Castro Chen Clarke"
                            + " Cohen Cole Costa Cruz Dahl Davis Delgado Diallo Diaz Dubois Duarte Dunn Edwards Eriksen Esposito"
                            + " Evans Farouk Fernandez Fischer Fleming Flores Fontaine Foster Fraser Fuchs Garcia Gomez Grant Gray"
                            + " Green Gupta Haas Hall Hansen Harris Hassan Hayes Herrera Hoffmann Holm Hughes Hunter Ibarra Ito"
                            + " Ivanov Jacobs James Jansen Jensen Johansson Jones Kaya Keller Khan Kim Klein Kovacs Kowalski"
                            + " Kruger Kumar Laine Lambert Larsen Lee Lehmann Lewis Lopez Lund Mahmoud Marin Martin Mensah Meyer"
                            + " Miller Molina Moore Moreau Morgan Mueller Murphy Nakamura Navarro Ndlovu Nguyen Nielsen Novak"
                            + " Nowak Nunez Okafor Oliveira Olsen Ortiz Osei Patel Pereira Perez Petrov Popov Price Quinn Ramirez"
                            + " Rao Reyes Richter Rivera Roberts Rojas Rossi Roth Ruiz Russo Ryan Saito Salazar Sanchez Santos"
                            + " Sato Schmidt Schneider Shah Silva Singh Smith Sokolov Sousa Stein Suzuki Svensson Taylor Thomas"
                            + " Torres Tran Turner Urbina Usman Vargas Vasquez Vega Vogel Volkov Wagner Walker Wang Ward Weber"
                            + " Weiss Wood Wright Yamada Yang Yilmaz Young Zhang Zhou Ziegler")
                    .split(" "));
    static final List<String> STREETS = List.of(
            "Oak Street",
            "Maple Avenue",
            "Cedar Lane",
            "Elm Drive",
            "Park Road",
            "River Street",
            "Hill Road",
            "Lake Avenue",
            "Sunset Drive",
            "Church Street",
            "Mill Lane",
            "Station Road",
            "Garden Street",
            "Harbor Way",
            "Market Street");
    static final List<String> TRADES = List.of(
            "Logistics",
            "Foods",
            "Partners",
            "Tools",
            "Textiles",
            "Books",
            "Electric",
            "Travel",
            "Media",
            "Labs",
            "Design");

    private Names() {}

    static <T> T pick(List<T> list, int card) {
        return list.get(card % list.size());
    }
}

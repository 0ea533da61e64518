/** Printed before the build starts, because a quiet build shows nothing for its first half minute. */
final class SignOfLife {
    public static void main(String[] arguments) {
        System.out.println("Sallyport: building what the demo needs (the first time takes about a minute)");
    }
}

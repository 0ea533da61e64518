// Maven checks parameters only where it asks for them. What would not compile is refused here. Nothing is
// deleted: somebody's own files may lie in the same folder.

import javax.lang.model.SourceVersion

Properties given = request.properties
File project = new File(request.outputDirectory, request.artifactId)

Set<String> taken = []
project.eachFileRecurse { file ->
    if (file.name.endsWith('.java')) {
        file.eachLine { line ->
            def imported = line =~ /^import (?:static )?[\w.]*?\.([A-Z]\w*)(?:\.\w+)?;/
            if (imported) {
                taken << imported[0][1]
            }
        }
    }
}

def isTaken = { String name ->
    taken.contains(name) || getClass().classLoader.getResource("java/lang/${name}.class") != null
}

def complaint = null
['system', 'resource', 'resources'].each { name ->
    String value = given.getProperty(name)
    if (complaint == null && (!(value ==~ /[a-z][a-z0-9]*/) || SourceVersion.isKeyword(value))) {
        complaint = "-D${name}=${value}: it must be one word in lower case, of letters and digits, and none of Java's own, such as -D${name}=${name == 'system' ? 'inventory' : name == 'resource' ? 'item' : 'items'}"
    }
}
['System', 'Resource', 'Resources'].each { name ->
    String value = given.getProperty(name)
    String from = name.toLowerCase(Locale.ROOT)
    if (complaint == null && !(value ==~ /[A-Z][A-Za-z0-9]*/)) {
        complaint = "-D${name}=${value}: it must be the name of a class, such as Inventory; leave it out to have it made from -D${from}"
    }
    if (complaint == null && isTaken(value)) {
        complaint = "-D${from}=${given.getProperty(from)}: the generated code uses a class ${value} already; name it otherwise, such as -D${name}=${given.getProperty('System')}${value}"
    }
}
if (complaint == null && ['System', 'Resource', 'Resources'].collect { given.getProperty(it) }.toSet().size() < 3) {
    complaint = "-Dsystem, -Dresource and -Dresources must be three different words: ${given.getProperty('system')}, ${given.getProperty('resource')}, ${given.getProperty('resources')}"
}
if (complaint != null) {
    throw new IllegalArgumentException("${complaint}. Delete ${project.name}, which would not compile, and ask again.")
}

"""What we know: records, the build of a release, the store, related issues and exports."""

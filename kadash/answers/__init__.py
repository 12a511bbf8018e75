"""What pages, commands and exports ask: reads marts, calls the pure rooms, returns frozen facts."""

"""What is told of the figures from time to time: Monday's digest, the 15th, the branch's week."""
